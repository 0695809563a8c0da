using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw;
using SenseAuto.Hw.Cameras;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>The persons the car knows: enrol, forget, list. They never leave the machine.</summary>
internal static class PersonCommands
{
    // Neighbouring pictures of a video show one view.
    private static readonly MonoDuration LookEvery = MonoDuration.FromMilliseconds(300);
    private const int LooksMax = 60;

    // What SA_SeatRecall can say.
    private const double SeatMMax = 0.5;
    private const double BackrestDegMax = 50;
    private const double MirrorDegMax = 25;

    public static IEnumerable<Command> Make() => [Enrol(), Forget(), List()];

    private static Command Enrol()
    {
        var name = new Argument<string>("name") { Description = "The person's own choice" };
        var path = new Argument<string>("recording")
        {
            Description = "A video, a picture, or a folder of .jpg and .png pictures of that person alone",
        };
        Option<string> folder = KnownPersons.Option();
        var guest = new Option<bool>("--guest") { Description = "Known, but not allowed to drive" };
        var seat = new Option<double[]>("--seat")
        {
            Description = "Seat: forward m, height m, backrest deg; recalled when this person drives",
            Arity = new ArgumentArity(3, 3),
            AllowMultipleArgumentsPerToken = true,
        };
        var mirror = new Option<double[]>("--mirror")
        {
            Description = "Mirror: outwards deg, downwards deg; with --seat",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("enrol", "Teach the car a person: it keeps numbers of the face, sealed, no picture")
        {
            name, path, folder, guest, seat, mirror,
        };
        command.SetAction(given => EnrolOne(
            given.GetRequiredValue(name), given.GetRequiredValue(path), given.GetRequiredValue(folder),
            mayDrive: !given.GetValue(guest), PointsOf(given.GetValue(seat), given.GetValue(mirror))));
        return command;
    }

    private static Command Forget()
    {
        var name = new Argument<string>("name") { Description = "As it was enrolled, or #NUMBER" };
        Option<string> folder = KnownPersons.Option();
        var command = new Command("forget", "Forget a person: the numbers are gone from the file, too")
        {
            name, folder,
        };
        command.SetAction(given =>
        {
            IdentityStore store = KnownPersons.Open(given.GetRequiredValue(folder));
            string wanted = given.GetRequiredValue(name);
            Person[] found = [.. store.Persons.Where(one => one.Name == wanted || $"#{one.Id}" == wanted)];
            if (found.Length != 1)
            {
                throw new ArgumentException(
                    $"{found.Length} persons are called '{wanted}'; 'cabin persons' lists them");
            }

            store.Forget(found[0].Id);
            AnsiConsole.MarkupLineInterpolated($"forgotten: {found[0].Name} (#{found[0].Id})");
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> folder = KnownPersons.Option();
        var command = new Command("persons", "Whom the car knows") { folder };
        command.SetAction(given =>
        {
            IdentityStore store = KnownPersons.Open(given.GetRequiredValue(folder));
            if (store.Persons.Count == 0)
                AnsiConsole.MarkupLine("the car knows nobody, and takes nobody for a stranger");
            foreach (Person person in store.Persons)
            {
                string drives = person.MayDrive ? "may drive" : "guest";
                string seat = person.SetPoints is null ? "no seat stored" : "seat and mirror stored";
                AnsiConsole.MarkupLineInterpolated(
                    $"#{person.Id}  {person.Name}  {drives}, {person.Faces.Count} views of the face, {seat}");
            }

            return 0;
        });
        return command;
    }

    private static int EnrolOne(string name, string path, string folder, bool mayDrive, SeatSetPoints? points)
    {
        IdentityStore store = KnownPersons.Open(folder);
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentException("a person needs a name");
        if (name.StartsWith('#') || store.Persons.Any(person => person.Name == name))
        {
            throw new ArgumentException(
                $"'{name}' is known already, or begins with #; forget it first, or take another");
        }

        using var enrolment = new Enrolment(Installation.Here().Models(), ParameterSet.Defaults);
        foreach (string file in FilesOf(path))
            LookAt(file, enrolment);
        IReadOnlyList<float[]> views = enrolment.Views(out string problem);
        if (views.Count == 0)
            throw new InvalidDataException($"{path}: {problem}");

        IdentityLimits limits = IdentityLimits.Read(ParameterSet.Defaults.Number);
        if (Recogniser.Of(views[0], store.Persons, limits) is { PersonId: > 0 and int id })
            throw new ArgumentException($"{path}: this is #{id}, whom the car knows already; forget that one first");

        Person known = store.Enrol(name, mayDrive, views);
        if (points is { } set)
            store.Remember(known.Id, set);
        AnsiConsole.MarkupLineInterpolated(
            $"enrolled: {name} (#{known.Id}), {views.Count} views of {enrolment.Pictures} pictures");
        return 0;
    }

    private static SeatSetPoints? PointsOf(double[]? seat, double[]? mirror)
    {
        if (seat is not { Length: 3 })
            return mirror is { Length: > 0 } ? throw new ArgumentException("--mirror goes with --seat") : null;

        static float Rad(double degrees) => (float)double.DegreesToRadians(degrees);
        double[] turned = mirror is { Length: 2 } ? mirror : [0, 0];
        Need("--seat: forward", seat[0], 0, SeatMMax, "m");
        Need("--seat: height", seat[1], 0, SeatMMax, "m");
        Need("--seat: backrest", seat[2], 0, BackrestDegMax, "deg");
        Need("--mirror: outwards", turned[0], -MirrorDegMax, MirrorDegMax, "deg");
        Need("--mirror: downwards", turned[1], -MirrorDegMax, MirrorDegMax, "deg");
        return new SeatSetPoints((float)seat[0], (float)seat[1], Rad(seat[2]), Rad(turned[0]), Rad(turned[1]));
    }

    private static void Need(string what, double value, double min, double max, string unit)
    {
        if (!(value >= min && value <= max))
            throw new ArgumentException(FormattableString.Invariant($"{what} is {value}, allowed {min} to {max} {unit}"));
    }

    private static string[] FilesOf(string path)
    {
        if (!Directory.Exists(path))
            return [path];

        string[] files = [.. Directory.EnumerateFiles(path).Where(IsPicture).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new CameraException($"{path}: no .jpg or .png pictures");
    }

    private static bool IsPicture(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG" or ".PNG";

    private static void LookAt(string file, Enrolment enrolment)
    {
        if (!File.Exists(file))
            throw new CameraException($"{file}: no such file");

        var time = new ManualTime();
        using var camera = new FfmpegCamera(
            new FfmpegOptions(file) { Pace = VideoPace.LockStep, Start = default(MonoTime) }, time);
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
