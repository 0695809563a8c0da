using System;
using System.IO;
using System.Linq;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw;
using SenseAuto.Hw.Cameras;

namespace SenseAuto.Service.Cabin;

/// <summary>Shows a person's video, picture or folder of pictures to an enrolment.</summary>
public static class PersonPictures
{
    // Neighbouring pictures of a video show one view.
    private static readonly MonoDuration LookEvery = MonoDuration.FromMilliseconds(300);
    private const int LooksMax = 60;

    /// <param name="path">A video or a picture, or a folder of .jpg and .png pictures.</param>
    /// <param name="passOver">Told of every file in a folder that is no picture.</param>
    /// <exception cref="CameraException">There is nothing that can be shown.</exception>
    public static void Show(string path, Enrolment enrolment, Action<string> passOver)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        ArgumentNullException.ThrowIfNull(passOver);
        if (!Directory.Exists(path))
        {
            LookAt(path, enrolment);
            return;
        }

        string[] files = [.. Directory.EnumerateFiles(path).Where(IsPicture).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new CameraException($"{path}: no .jpg or .png pictures");
        foreach (string file in files)
            TryLookAt(file, enrolment, passOver);
        if (enrolment.Pictures == 0)
            throw new CameraException($"{path}: none of {files.Length} files is a picture");
    }

    private static void TryLookAt(string file, Enrolment enrolment, Action<string> passOver)
    {
        try
        {
            LookAt(file, enrolment);
        }
        catch (CameraException refusal)
        {
            passOver(refusal.Message);
        }
    }

    private static bool IsPicture(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG";

    private static void LookAt(string file, Enrolment enrolment)
    {
        if (!File.Exists(file))
            throw new CameraException($"{file}: no such file");

        // Colours at full size: pictures may have odd sizes, which the camera's own layout has not.
        var time = new ManualTime();
        using var camera = new FfmpegCamera(
            new FfmpegOptions(file)
            {
                Pace = VideoPace.LockStep,
                Format = PixelFormat.Bgr24,
                Start = default(MonoTime),
            },
            time);
        MonoTime next = default;
        for (int looks = 0; !camera.IsEnded && looks < LooksMax;)
        {
            if (!camera.TryRead(out CameraFrame? picture))
            {
                time.Advance(MonoDuration.FromMilliseconds(10));
                continue;
            }

            if (picture.Captured >= next)
            {
                enrolment.Look(picture);
                next = picture.Captured + LookEvery;
                looks++;
            }

            picture.Release();
        }

        if (camera.Status.State == SourceState.Down)
            throw new CameraException(camera.Status.Reason);
    }
}
