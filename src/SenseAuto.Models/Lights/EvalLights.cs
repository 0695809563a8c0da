using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Microsoft.ML.OnnxRuntime;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Imaging.Warp;
using SenseAuto.Inference;
using SenseAuto.Road.Lights;
using SenseAuto.Service.Commands;

namespace SenseAuto.Models.Lights;

/// <summary>"eval lights": what the state network says of labelled crops.</summary>
public static class EvalLights
{
    public const string ModelId = "lights";

    public static Command Command()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Crops of traffic lights in folders named red, yellow, green (off, red-yellow)",
        };
        var models = new Option<string>("--models")
        {
            Description = "Folder of the ONNX files",
            DefaultValueFactory = _ => ProjectFolder.Models,
        };
        var wrong = new Option<bool>("--wrong") { Description = "Name every picture taken for something else" };
        var command = new Command("lights", "Score the state of traffic lights on labelled crops")
        {
            folder, models, wrong,
        };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(folder), arguments.GetRequiredValue(models), arguments.GetValue(wrong)));
        return command;
    }

    /// <summary>Throws <see cref="ModelException"/> that names the file or folder that cannot be used.</summary>
    /// <param name="wrong">Told every picture taken for something else; may be null.</param>
    public static LightScore Score(string folder, ModelStore store, Action<string>? wrong)
    {
        ArgumentNullException.ThrowIfNull(store);
        IReadOnlyList<LabelledLight> lights = LabelledLights.Read(folder);
        using var network = new CropNetwork(store.Open(ModelId));
        using var pictures = new StillPictures();
        var score = new LightScore();
        foreach (LabelledLight light in lights)
        {
            CameraFrame picture = pictures.Read(light.Path);
            LightShares shares = Look(network, picture);
            picture.Release();
            score.Add(light.Truth, shares.Likeliest);
            if (shares.Likeliest != light.Truth)
                wrong?.Invoke($"{light.Path}: {shares.Likeliest} ({shares.Of(shares.Likeliest):0.00})");
        }

        return score;
    }

    /// <summary>No shares at all when the network failed.</summary>
    private static LightShares Look(CropNetwork network, CameraFrame picture)
    {
        LightCrop crop = LightCrop.Of(new PixelBox(0, 0, picture.Width, picture.Height));
        var turned = new RotatedCrop(crop.CentreX, crop.CentreY, crop.Width, crop.Height, new Radians(crop.TurnRad));
        bool isRead = network.TryRun(picture, in turned)
            & LightShares.TryDecode(network.Output(0), out LightShares shares);
        return isRead ? shares : default;
    }

    private static int Run(string folder, string models, bool isWrongTold)
    {
        try
        {
            var store = new ModelStore(ModelCatalogue.Load(), models);
            Score(folder, store, isWrongTold ? Console.WriteLine : null).Print();
            return 0;
        }
        catch (Exception failure) when (failure is ModelException or IOException or OnnxRuntimeException)
        {
            CommandRun.Say(CommandRun.WordsOf(failure));
            return 2;
        }
    }
}
