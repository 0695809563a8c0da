using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Identity;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Service.Cabin;
using SenseAuto.Service.Session;
using Spectre.Console;

namespace SenseAuto.Service.Commands;

/// <summary>The persons the car knows: enrol, recognise, forget, list. They never leave the machine.</summary>
internal static class PersonCommands
{
    // What SA_SeatRecall can say.
    private const double SeatMMax = 0.5;
    private const double BackrestDegMax = 50;
    private const double MirrorDegMax = 25;

    public static IEnumerable<Command> Make() => [Enrol(), Recognise(), Forget(), List()];

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

    private static Command Recognise()
    {
        var path = new Argument<string>("recording")
        {
            Description = "A video, a picture, or a folder of .jpg and .png pictures with one person on each",
        };
        Option<string> folder = KnownPersons.Option();
        var command = new Command("recognise", "Say who of the known persons a recording shows") { path, folder };
        command.SetAction(given => RecogniseOne(given.GetRequiredValue(path), given.GetRequiredValue(folder)));
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
                throw new ArgumentException(found.Length == 0
                    ? $"the car knows nobody called '{wanted}'; 'cabin persons' lists whom it knows"
                    : $"{found.Length} persons are called '{wanted}'; forget one by its number: 'cabin persons'");
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
        name = name.Trim();
        if (name.Length == 0)
            throw new ArgumentException("a person needs a name");
        if (name.StartsWith('#') || store.Persons.Any(person => person.Name == name))
        {
            throw new ArgumentException(
                $"'{name}' is known already, or begins with #; forget it first, or take another");
        }

        using var enrolment = new Enrolment(Installation.Here().Models(), ParameterSet.Defaults);
        PersonPictures.Show(path, enrolment, why => CommandRun.Say($"passed over: {why}"));
        IReadOnlyList<float[]> views = enrolment.Views(out string problem);
        if (views.Count == 0)
            throw new InvalidDataException($"{path}: {problem}");

        IdentityLimits limits = IdentityLimits.Read(ParameterSet.Defaults.Number);
        if (Recogniser.Of(views[0], store.Persons, limits) is { PersonId: > 0 and int id })
        {
            string who = store.Persons.First(person => person.Id == id).Name;
            throw new ArgumentException(
                $"{path}: this is {who} (#{id}), whom the car knows already; forget that one first");
        }


        Person known = store.Enrol(name, mayDrive, views, points);
        string left = enrolment.Refusals is { Length: > 0 } why ? $"; not used: {why}" : "";
        AnsiConsole.MarkupLineInterpolated(
            $"enrolled: {name} (#{known.Id}), {views.Count} views of {enrolment.Pictures} pictures{left}");
        return 0;
    }

    private static int RecogniseOne(string path, string folder)
    {
        IdentityStore store = KnownPersons.Open(folder);
        if (store.Persons.Count == 0)
            throw new ArgumentException($"{folder}: the car knows nobody yet; 'cabin enrol' teaches it a person");

        using var enrolment = new Enrolment(Installation.Here().Models(), ParameterSet.Defaults);
        PersonPictures.Show(path, enrolment, why => CommandRun.Say($"passed over: {why}"));
        if (enrolment.Seen.Count == 0)
        {
            enrolment.Views(out string problem);
            throw new InvalidDataException($"{path}: {problem}");
        }

        IdentityLimits limits = IdentityLimits.Read(ParameterSet.Defaults.Number);
        Recognition[] looks = [.. enrolment.Seen.Select(face => Recogniser.Of(face, store.Persons, limits))];
        foreach (IGrouping<int, Recognition> one in looks
            .GroupBy(look => look.PersonId)
            .OrderByDescending(one => one.Count()))
        {
            Person? known = store.Persons.FirstOrDefault(person => person.Id == one.Key);
            string who = known is null ? "nobody the car knows" : $"{known.Name} (#{known.Id})";
            (float least, float most) = (one.Min(look => look.Likeness), one.Max(look => look.Likeness));
            AnsiConsole.MarkupLineInterpolated(
                $"{who}: {one.Count()} of {looks.Length} looks, likeness {least:0.00} to {most:0.00}");
        }

        AnsiConsole.MarkupLineInterpolated($"a look is a person's from a likeness of {limits.SameMin:0.00}");
        if (enrolment.Refusals is { Length: > 0 } why)
            AnsiConsole.MarkupLineInterpolated($"pictures not used: {why}");
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
}
