using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Inference;
using SenseAuto.Road.Objects;
using Spectre.Console;

namespace SenseAuto.Models.Objects;

/// <summary>
/// "eval range": how surely vehicles and people are found that look as small as they do far away.
/// </summary>
internal static class EvalRange
{
    // 8 megapixels over 30 degrees: f = 1920 px / tan 15°. A car 1.8 m wide is 64 px wide at 200 m, a person of 1.75 m
    // 84 px high at 150 m.
    private const double FocalPixels = 7165.5;

    /// <summary>The camera of the field's request: 3840 x 2160 over 30 degrees, 1.4 m over the road.</summary>
    public static CameraGeometry Telephoto { get; } = new(
        3840, 2160, FocalPixels, FocalPixels, 1920, 1080, new Metres(1.7), default, new Metres(1.4), default, default,
        default);

    public static Command Command()
    {
        var labels = new Option<string>("--labels") { Description = RangeLabel.Help, Required = true };
        var pictures = new Option<string>("--pictures")
        {
            Description = "Folder of the files that the labels name",
            Required = true,
        };
        var vehicle = Pixels("--vehicle-pixels", "Width of a vehicle as the camera sees it", 64);
        var person = Pixels("--person-pixels", "Height of a person or two-wheeler as the camera sees it", 84);
        var looks = new Option<int>("--looks")
        {
            Description = "Looks at each object, 0.2 s apart",
            DefaultValueFactory = _ => 30,
        };
        var models = new Option<string>("--models")
        {
            Description = "Folder of the ONNX files",
            DefaultValueFactory = _ => ProjectFolder.Models,
        };
        var list = new Option<string?>("--list")
        {
            Description = "Write the false objects to this CSV file, in pixels of the pictures",
        };
        var command = new Command("range", "Recall and false objects at the size that objects have far away")
        {
            labels, pictures, vehicle, person, looks, models, list,
        };
        command.SetAction(arguments => EvalRun.Guarded(() =>
        {
            var store = new ModelStore(ModelCatalogue.Load(), arguments.GetRequiredValue(models));
            List<RangeFinding> findings = Measure(
                RangeLabel.Read(arguments.GetRequiredValue(labels)), arguments.GetRequiredValue(pictures), store,
                new RangeSizes(arguments.GetValue(vehicle), arguments.GetValue(person), arguments.GetValue(looks)));
            Print(findings);
            if (arguments.GetValue(list) is { } file)
                Write(file, findings);
            return 0;
        }));
        return command;
    }

    public static List<RangeFinding> Measure(
        IReadOnlyList<RangeLabel> labels, string folder, ModelStore models, RangeSizes sizes)
    {
        using var trial = new RangeTrial(models, "nanodet", Telephoto);
        var findings = new List<RangeFinding>();
        foreach (var group in labels.GroupBy(label => (label.File, label.Picture)))
        {
            FarPicture picture = FarPicture.Load(Path.Combine(folder, group.Key.File), group.Key.Picture);
            List<RangeLabel> all = [.. group];
            foreach (RangeLabel label in all.Where(label => label.Class != ObjectClass.Unknown))
            {
                bool isVehicle = RoadClasses.GroupOf(label.Class) == ClassGroup.Vehicle;
                double pixels = isVehicle ? sizes.VehiclePixels : sizes.PersonPixels;
                findings.Add(trial.Run(picture, label, all, pixels, sizes.Looks));
            }
        }

        return findings;
    }

    private static void Write(string file, IReadOnlyList<RangeFinding> findings)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine("file,frame,x1,y1,x2,y2");
        foreach (RangeFinding one in findings)
        {
            foreach (PixelBox box in one.False)
            {
                writer.WriteLine(Line($"{one.Label.File},{one.Label.Picture},{box.Left:0},{box.Top:0},")
                    + Line($"{box.Right:0},{box.Bottom:0}"));
            }
        }
    }

    private static Option<double> Pixels(string name, string meaning, double pixels) => new(name)
    {
        Description = meaning,
        DefaultValueFactory = _ => pixels,
    };

    private static void Print(IReadOnlyList<RangeFinding> findings)
    {
        Table table = new Table().AddColumns("object", "looks", "seen", "confirmed", "false", "confirmed after s");
        foreach (RangeFinding one in findings)
        {
            table.AddRow(
                Markup.Escape(Line($"{one.Label.File} {one.Label.Picture} {one.Label.Class}")), Line($"{one.Looks}"),
                Share(one.Detected, one.Looks), Share(one.Confirmed, one.Counted), Line($"{one.False.Count}"),
                Line($"{one.ConfirmS:0.0}"));
        }

        AnsiConsole.Write(table);
        foreach (var group in findings.GroupBy(one => RoadClasses.GroupOf(one.Label.Class)))
        {
            int counted = group.Sum(one => one.Counted);
            Console.WriteLine(
                Line($"{group.Key}: recall {Share(group.Sum(one => one.Confirmed), counted)} of {counted} looks, ")
                + Line($"{100.0 * group.Sum(one => one.False.Count) / Math.Max(1, counted):0.0} false objects ")
                + "in 100 looks");
        }
    }

    private static string Share(int part, int whole) => Line($"{100.0 * part / Math.Max(1, whole):0.0} %");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How large objects look, in pixels, and how often each is looked at.</summary>
internal sealed record RangeSizes(double VehiclePixels, double PersonPixels, int Looks);
