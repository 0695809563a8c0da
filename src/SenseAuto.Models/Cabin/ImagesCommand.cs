using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Hw.Cameras;
using SenseAuto.Inference;
using Spectre.Console;

namespace SenseAuto.Models.Cabin;

/// <summary>"cabin eval images FOLDER": belt and telephone on every picture, and how often that is right.</summary>
internal static class ImagesCommand
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".bmp", ".webp"];

    public static Command Make()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Pictures; labels.csv (name,belt,phone) or folders belt_on, belt_off, phone, no_phone",
        };
        var models = new Option<string>("--models")
        {
            Description = "Folder of the ONNX files",
            DefaultValueFactory = _ => ProjectFolder.Models,
        };
        var command = new Command("images", "Belt and telephone on pictures out of a cabin") { folder, models };
        command.SetAction(given => StillPeople.Guarded(() =>
        {
            var store = new ModelStore(ModelCatalogue.Load(), given.GetRequiredValue(models));
            return Run(given.GetRequiredValue(folder), store);
        }));
        return command;
    }

    private static int Run(string folder, ModelStore store)
    {
        CabinLabels labels = CabinLabels.Of(folder);
        string[] paths =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        if (paths.Length == 0)
            throw new InvalidDataException($"{folder}: no pictures ({string.Join(' ', Endings)})");

        OccupantLimits limits = OccupantLimits.Read(ParameterSet.Defaults.Number);
        using var stills = new CabinStills(store);
        var verdicts = new List<CabinVerdict>();
        foreach (string path in paths)
            One(path, folder, labels, limits, stills, verdicts);
        PrintBelts([.. verdicts.Where(one => one.Label.IsBelted is not null)], limits);
        PhoneTable.Print(verdicts, limits.PhoneScoreMin);
        return verdicts.Count > 0 ? 0 : 2;
    }

    private static void One(
        string path, string folder, CabinLabels labels, OccupantLimits limits, CabinStills stills,
        List<CabinVerdict> verdicts)
    {
        try
        {
            CabinVerdict verdict = stills.Look(path, labels.For(path), limits);
            verdicts.Add(verdict);
            Console.WriteLine(
                $"{Path.GetRelativePath(folder, path)}: belt {Words(verdict, limits)} ({verdict.Worn:0.00}), " +
                $"phone {Words(verdict.Phone)}");
        }
        catch (CameraException failure)
        {
            Console.WriteLine(failure.Message);
        }
    }

    private static string Word(BeltState belt) => belt switch
    {
        BeltState.On => "on",
        BeltState.Off => "off",
        BeltState.Misrouted => "worn wrongly",
        _ => "unknown",
    };

    /// <summary>What is doubtful is told with what it would rather be.</summary>
    private static string Words(CabinVerdict verdict, OccupantLimits limits)
    {
        bool isDoubtful = verdict.Belt == BeltState.Unknown && verdict.Worn > 0;
        return isDoubtful ? $"unknown, rather {(IsRatherOn(verdict, limits) ? "on" : "off")}" : Word(verdict.Belt);
    }

    private static bool IsRatherOn(CabinVerdict verdict, OccupantLimits limits) =>
        verdict.Worn >= Middle(limits);

    private static float Middle(OccupantLimits limits) => (limits.BeltOnMin + limits.BeltOffMax) / 2;

    private static string Words(PhoneReading phone)
    {
        PixelBox place = phone.Place;
        string where = place.Area > 0 && phone.Use is PhoneUse.InHand or PhoneUse.AtEar
            ? $" at {place.Left:0},{place.Top:0} {place.Width:0}x{place.Height:0}"
            : "";
        return $"{Word(phone.Use)} ({phone.Score:0.00}){where}";
    }

    private static string Word(PhoneUse phone) => phone switch
    {
        PhoneUse.None => "none",
        PhoneUse.InHand => "in hand",
        PhoneUse.AtEar => "at the ear",
        _ => "unknown",
    };

    private static void PrintBelts(List<CabinVerdict> labelled, OccupantLimits limits)
    {
        if (labelled.Count == 0)
            return;

        var table = new Table().AddColumns("belts", "said on", "said wrong", "said off", "unknown", "right");
        var shares = new List<double>();
        foreach (bool isOn in (ReadOnlySpan<bool>)[true, false])
        {
            CabinVerdict[] some = [.. labelled.Where(one => one.Label.IsBelted == isOn)];
            if (some.Length == 0)
                continue;

            int on = some.Count(one => one.Belt == BeltState.On);
            int wrong = some.Count(one => one.Belt == BeltState.Misrouted);
            int off = some.Count(one => one.Belt == BeltState.Off);
            double right = (double)(isOn ? on : off) / some.Length;
            shares.Add(right);
            table.AddRow(
                isOn ? "on" : "off", $"{on}", $"{wrong}", $"{off}", $"{some.Length - on - wrong - off}", $"{right:P1}");
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"balanced accuracy of belts {shares.Average():P1} (unknown counts as wrong)");
        if (shares.Count == 2)
            PrintBeltCurve(labelled, limits);
    }

    /// <summary>How often what was told is right, and what one limit without a doubt between would do.</summary>
    private static void PrintBeltCurve(List<CabinVerdict> labelled, OccupantLimits limits)
    {
        foreach (bool isOn in (ReadOnlySpan<bool>)[true, false])
        {
            BeltState told = isOn ? BeltState.On : BeltState.Off;
            CabinVerdict[] said = [.. labelled.Where(one => one.Belt == told)];
            int right = said.Count(one => one.Label.IsBelted == isOn);
            Console.WriteLine($"said {Word(told)}: {said.Length} of {labelled.Count}, {right} of them are right");
        }

        CabinVerdict[] judged = [.. labelled.Where(one => one.Worn > 0)];
        double balanced = (Right(judged, isOn: true, limits) + Right(judged, isOn: false, limits)) / 2;
        Console.WriteLine(
            $"\"rather on\" and \"rather off\" counted (limit {Middle(limits):0.00}): balanced {balanced:P1}, " +
            $"{labelled.Count - judged.Length} without a torso left out");
        RocPoint equal = new RocCurve(
            labelled.Where(one => one.Label.IsBelted == true).Select(one => (double)one.Worn),
            labelled.Where(one => one.Label.IsBelted == false).Select(one => (double)one.Worn)).Equal();
        Console.WriteLine(
            $"both errors are equal, {(equal.FalseAccepts + equal.FalseRejects) / 2:P1}, at belief {equal.Limit:0.00}");
    }

    private static double Right(CabinVerdict[] judged, bool isOn, OccupantLimits limits) => judged
        .Where(one => one.Label.IsBelted == isOn)
        .Select(one => IsRatherOn(one, limits) == isOn ? 1.0 : 0)
        .DefaultIfEmpty(0)
        .Average();
}
