using System;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core;
using SenseAuto.Core.Messages;

namespace SenseAuto.Tests.Cabin.Face;

public sealed class FaceReaderTests
{
    [TestCase(0, 0, 0)]
    [TestCase(30, 0, 0)]
    [TestCase(-45, 10, -5)]
    [TestCase(60, -15, 10)]
    [TestCase(5, 35, 0)]
    [TestCase(0, -30, 25)]
    public void Head_angles_come_back_as_they_were_put_in(double yaw, double pitch, double roll)
    {
        FaceReading reading = FaceScene.Read(FaceScene.Mesh(yaw, pitch, roll));

        Assert.Multiple(() =>
        {
            Assert.That(reading.Yaw.ToDegrees(), Is.EqualTo(yaw).Within(0.1));
            Assert.That(reading.Pitch.ToDegrees(), Is.EqualTo(pitch).Within(0.1));
            Assert.That(reading.Roll.ToDegrees(), Is.EqualTo(roll).Within(0.1));
            Assert.That(reading.HeadQuality, Is.GreaterThan(0.95));
        });
    }

    [TestCase(0.4, -0.1, 0.05)]
    [TestCase(0.65, 0.15, -0.1)]
    [TestCase(1.2, 0.3, 0.2)]
    public void Place_is_in_metres_of_the_cabin_frame(double depth, double right, double down)
    {
        FaceMesh mesh = FaceScene.Mesh(FaceScene.Axes(0, 0, 0), new Vector3d(right, down, depth));

        FaceReading reading = FaceScene.Read(mesh);

        Assert.That(reading.Eyes.X, Is.EqualTo(-depth + 0.0376).Within(0.005 * depth));
        Assert.That(reading.Eyes.Y, Is.EqualTo(right).Within(0.005));
        Assert.That(reading.Eyes.Z, Is.EqualTo(-down + 0.0259).Within(0.005));
    }

    [Test]
    public void A_mounted_camera_is_taken_out_of_the_angles()
    {
        CabinCamera below = FaceScene.Camera with
        {
            MountPitchUp = Radians.FromDegrees(20),
            MountYaw = Radians.FromDegrees(10),
        };
        var reader = new FaceReader(below, FaceScene.Limits);

        Assert.That(reader.TryRead(FaceScene.Mesh(0, 0, 0), FaceScene.Striped(), out FaceReading reading), Is.True);

        // Face to face with a camera that looks up at it, the head looks down; and to the camera's side.
        Assert.That(reading.Pitch.ToDegrees(), Is.EqualTo(20).Within(0.2));
        Assert.That(reading.Yaw.ToDegrees(), Is.EqualTo(10).Within(0.2));
    }

    [TestCase(0.009, 0)]
    [TestCase(0.004, 20)]
    [TestCase(0.006, -35)]
    [TestCase(0, 10)]
    public void Lid_gap_is_in_metres_and_survives_a_turn(double lidM, double yaw)
    {
        FaceReading reading = FaceScene.Read(FaceScene.Mesh(yaw, 5, 0, lidM));

        Assert.That(reading.Left.LidM, Is.EqualTo(lidM).Within(0.1 * lidM + 1e-5));
        Assert.That(reading.Right.LidM, Is.EqualTo(lidM).Within(0.1 * lidM + 1e-5));
    }

    [TestCase(0, 0)]
    [TestCase(15, 0)]
    [TestCase(-20, 0)]
    [TestCase(10, 25)]
    [TestCase(-15, -30)]
    public void Gaze_adds_the_eyes_turn_to_the_heads(double eyes, double head)
    {
        FaceReading reading = FaceScene.Read(FaceScene.Mesh(head, 0, 0, gazeLeftDegrees: eyes));

        Vector3d gaze = head > 0 ? reading.Right.Gaze : reading.Left.Gaze;
        Assert.That(
            Math.Atan2(gaze.Y, gaze.X) * 180 / Math.PI, Is.EqualTo(head + eyes).Within(3), "yaw of the nearer eye");
    }

    [Test]
    public void A_turned_head_takes_the_farther_eye_first()
    {
        FaceReading half = FaceScene.Read(FaceScene.Mesh(45, 0, 0));
        FaceReading far = FaceScene.Read(FaceScene.Mesh(85, 0, 0));

        Assert.That(half.Right.Quality, Is.GreaterThan(0.8));
        Assert.That(half.Left.Quality, Is.LessThan(half.Right.Quality));
        Assert.That(far.Left.Quality, Is.Zero);
    }

    [Test]
    public void Points_that_are_no_face_are_refused()
    {
        FaceMesh mesh = FaceScene.Mesh(0, 0, 0);
        for (int i = 0; i < MeshPoints.Count; i++)
            mesh.Mutable[i] = new PixelPoint(600 + (i * 7919 % 200), 300 + (i * 104729 % 200));
        var reader = new FaceReader(FaceScene.Camera, FaceScene.Limits);

        Assert.That(reader.TryRead(mesh, FaceScene.Striped(), out _), Is.False);
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(0f)]
    public void Points_that_are_no_numbers_are_refused(float value)
    {
        FaceMesh mesh = FaceScene.Mesh(0, 0, 0);
        mesh.Mutable.Fill(new PixelPoint(value, value));
        var reader = new FaceReader(FaceScene.Camera, FaceScene.Limits);

        Assert.That(reader.TryRead(mesh, FaceScene.Striped(), out _), Is.False);
    }

    [Test]
    public void A_dark_lens_hides_the_eye_instead_of_closing_it()
    {
        FaceMesh mesh = FaceScene.Mesh(0, 0, 0);
        foreach (int under in new[] { 450, 451, 449, 230, 231, 229 })
            mesh.Mutable[under] = new PixelPoint(10, 10);
        foreach (int cheek in new[] { 425, 426, 427, 411, 280, 205, 206, 207, 187, 50, 151, 9, 108, 337, 69, 299 })
            mesh.Mutable[cheek] = mesh.At(cheek) == default ? new PixelPoint(700, 700) : mesh.At(cheek);
        CameraFrame picture = FaceScene.Picture((x, _) => (byte)(x < 20 ? 30 : 140));
        var reader = new FaceReader(FaceScene.Camera, FaceScene.Limits);

        Assert.That(reader.TryRead(mesh, picture, out FaceReading reading), Is.True);

        Assert.That(reading.Left.IsShaded && reading.Right.IsShaded, Is.True);
        Assert.That(reading.Left.Quality, Is.Zero);
    }

    [Test]
    public void A_face_is_read_without_taking_memory()
    {
        FaceMesh mesh = FaceScene.Mesh(10, 5, 0);
        CameraFrame picture = FaceScene.Striped();
        var reader = new FaceReader(FaceScene.Camera, FaceScene.Limits);
        reader.TryRead(mesh, picture, out _);

        bool isRead = false;
        long taken = Allocation.Of(() => isRead = reader.TryRead(mesh, picture, out _));

        Assert.That(isRead, Is.True);
        Assert.That(taken, Is.Zero);
    }
}
