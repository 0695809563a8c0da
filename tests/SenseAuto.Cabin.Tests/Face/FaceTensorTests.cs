using System;
using NUnit.Framework;
using SenseAuto.Cabin.Face;
using SenseAuto.Core;
using SenseAuto.Core.Rings;

namespace SenseAuto.Tests.Cabin.Face;

/// <summary>Tensors of the detector and the landmark network into pixels of the picture.</summary>
public sealed class FaceTensorTests
{
    private readonly float[] _fineScores = Filled(512);
    private readonly float[] _coarseScores = Filled(384);
    private readonly float[] _fine = new float[512 * 16];
    private readonly float[] _coarse = new float[384 * 16];
    private readonly FixedList<FaceCandidate> _faces = new(8);
    private readonly FaceCrop _area = new(new PixelPoint(640, 360), 1280, default);

    private static float[] Filled(int count)
    {
        float[] scores = new float[count];
        Array.Fill(scores, -20);
        return scores;
    }

    private bool Decode(BlazefaceDecoder decoder) => decoder.TryDecode(
        new AnchorTensors(_fineScores, _fine), new AnchorTensors(_coarseScores, _coarse), in _area, _faces);

    [SetUp]
    public void Clear()
    {
        Array.Fill(_fineScores, -20);
        Array.Fill(_coarseScores, -20);
    }

    [TestCase(0, 40f, -240f)]
    [TestCase(1, 40f, -240f)]
    [TestCase(2, 120f, -240f)]
    [TestCase(511, 1240f, 960f)]
    public void A_fine_anchor_stands_in_the_middle_of_its_cell(int anchor, float x, float y)
    {
        _fineScores[anchor] = 4;
        _fine.AsSpan(anchor * 16, 4).Clear();
        (_fine[(anchor * 16) + 2], _fine[(anchor * 16) + 3]) = (32, 32);

        Assert.That(Decode(new BlazefaceDecoder(0.5f)), Is.True);

        Assert.That(_faces.Count, Is.EqualTo(1));
        Assert.That(_faces.Items[0].Box.CentreX, Is.EqualTo(x).Within(0.01));
        Assert.That(_faces.Items[0].Box.Top + 80, Is.EqualTo(y).Within(0.01));
        Assert.That(_faces.Items[0].Box.Width, Is.EqualTo(160).Within(0.01));
    }

    [Test]
    public void Boxes_of_one_face_become_one_and_the_strongest_stays()
    {
        foreach ((int anchor, float score) in new[] { (100, 3f), (102, 5f), (104, 4f) })
        {
            _fineScores[anchor] = score;
            (_fine[(anchor * 16) + 2], _fine[(anchor * 16) + 3]) = (128, 128);
        }

        Decode(new BlazefaceDecoder(0.5f));

        Assert.That(_faces.Count, Is.EqualTo(1));
        Assert.That(_faces.Items[0].Score, Is.EqualTo(1 / (1 + MathF.Exp(-5))).Within(1e-4));
    }

    [TestCase(0.001f, 1)]
    [TestCase(-0.001f, 0)]
    public void The_least_score_is_inclusive(float logit, int faces)
    {
        _coarseScores[10] = logit;
        (_coarse[(10 * 16) + 2], _coarse[(10 * 16) + 3]) = (64, 64);

        Decode(new BlazefaceDecoder(0.5f));

        Assert.That(_faces.Count, Is.EqualTo(faces));
    }

    [Test]
    public void Tensors_of_another_length_are_refused()
    {
        var decoder = new BlazefaceDecoder(0.5f);

        bool isDecoded = decoder.TryDecode(
            new AnchorTensors(_fineScores.AsSpan(1), _fine), new AnchorTensors(_coarseScores, _coarse),
            in _area, _faces);

        Assert.That(isDecoded, Is.False);
        Assert.That(_faces.Count, Is.Zero);
    }

    [Test]
    public void Landmarks_lie_where_the_crop_lay()
    {
        float[] face = new float[MeshPoints.FaceCount * 3];
        (face[3], face[4]) = (96, 96);
        (face[6], face[7]) = (192, 96);
        float[] lips = new float[160];
        (lips[0], lips[1]) = (0, 0);
        var mesh = new FaceMesh();
        var crop = new FaceCrop(new PixelPoint(100, 200), 50, new Radians(Math.PI / 2));

        bool isDecoded = FaceMeshDecoder.TryDecode(
            new MeshTensors { Face = face, Presence = [0.9f], Lips = lips }, in crop, mesh);

        Assert.That(isDecoded, Is.True);
        Assert.That(mesh.At(1).X, Is.EqualTo(100).Within(1e-3));
        Assert.That(mesh.At(2).Y, Is.EqualTo(225).Within(1e-3), "the crop's right side points down the picture");
        Assert.That(mesh.At(MeshPoints.MouthRight).X, Is.EqualTo(125).Within(1e-3), "lips are the refined ones");
        Assert.That(mesh.HasIrises, Is.False);
        Assert.That(mesh.Presence, Is.EqualTo(0.9f));
    }

    [Test]
    public void Landmarks_of_another_length_are_refused() => Assert.That(
        FaceMeshDecoder.TryDecode(
            new MeshTensors { Face = new float[10], Presence = [1f] }, in _area, new FaceMesh()),
        Is.False);

    [Test]
    public void A_crop_around_landmarks_is_level_and_has_a_margin()
    {
        FaceMesh mesh = FaceScene.Mesh(0, 0, 20);
        for (int i = 0; i < MeshPoints.FaceCount; i++)
        {
            if (mesh.At(i) == default)
                mesh.Mutable[i] = mesh.At(MeshPoints.NoseTip);
        }

        FaceCrop crop = FaceCrop.Around(mesh);

        Assert.That(crop.Turn.ToDegrees(), Is.EqualTo(20).Within(1).Or.EqualTo(-20).Within(1));
        Assert.That(crop.IsUsable, Is.True);
        float height = mesh.At(MeshPoints.Forehead).DistanceTo(mesh.At(MeshPoints.Chin));
        Assert.That(crop.Side, Is.GreaterThan(height * 1.4f));
    }
}
