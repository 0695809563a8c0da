using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Cabin.Driver;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Cabin;

namespace SenseAuto.Service.Cabin;

/// <summary>What is to look at the cabin's pictures.</summary>
/// <param name="IsThreaded">False: lock step.</param>
/// <param name="Period">Of the cabin loop.</param>
public sealed record CabinEyeOptions(ParameterSet Parameters, ModelStore Models, bool IsThreaded, MonoDuration Period)
{
    /// <summary>Whom the car knows; nobody is a stranger while it knows none.</summary>
    public IReadOnlyList<Person> Persons { get; init; } = [];

    /// <summary>Null: no page shows the face.</summary>
    public LatestCell<FaceOutline>? Outline { get; init; }

    /// <summary>A simulator's word in the place of what pictures do not show; null: everything is seen.</summary>
    public ToldFacts? Told { get; init; }
}

/// <summary>What a simulated cabin is told by.</summary>
/// <param name="Start">Session time at which the script begins.</param>
public sealed record ToldFacts(CabinScript Script, MonoTime Start);

/// <summary>Builds what looks at the pictures of one cabin camera, and what decides on it.</summary>
public static class CabinEyes
{
    private static readonly (CabinTask Task, string Model, CabinSights Sight, string Lost)[] SlowOnes =
    [
        (CabinTask.Things, CabinObjectSight.ModelId, CabinSights.Occupants, "occupant monitoring"),
        (CabinTask.Palms, PalmDetector.ModelId, CabinSights.Hands, "gestures and hands that hold a telephone"),
        (CabinTask.Held, HeldSight.ModelId, CabinSights.None, "telephones"),
        (CabinTask.Arms, ArmSight.ModelId, CabinSights.None, "an arm raised to the head with a telephone"),
        (CabinTask.Belt, BeltSight.ModelId, CabinSights.Belts, "belts as the camera sees them"),
        (CabinTask.Person, FaceEmbedder.ModelId, CabinSights.People, "children, and who sits where"),
        (CabinTask.Emotion, EmotionSight.ModelId, CabinSights.Emotion, "the driver's expression"),
    ];

    private static readonly string[] Hands = [HandLandmarker.FrontModelId, HandLandmarker.BackModelId];

    /// <summary>Times and budgets of the cabin loop.</summary>
    /// <exception cref="ArgumentException">The stages want more than their share of the period.</exception>
    public static FrameBudget BudgetFrom(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var budget = new FrameBudget(set.Duration("cabin.period"), set.Number("cabin.budget.share"))
        {
            Sense = set.Duration("cabin.budget.sense"),
            Infer = set.Duration("cabin.budget.infer"),
            Track = set.Duration("cabin.budget.track"),
            Decide = set.Duration("cabin.budget.decide"),
            Warn = set.Duration("cabin.budget.warn"),
            Log = set.Duration("cabin.budget.log"),
        };
        budget.Validate();
        return budget;
    }

    /// <summary>The cabin's policies of one vehicle; the same live and in a replay.</summary>
    public static CabinPolicies PoliciesOf(ParameterSet parameters, VehicleProfile vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        GazeZoneMap zones =
            vehicle.GazeZones.Count > 0 ? new GazeZoneMap(vehicle.GazeZones) : GazeZoneMap.LeftHandDrive;
        ControlMap controls =
            vehicle.Controls.Count > 0 ? new ControlMap(vehicle.Controls) : ControlMap.LeftHandDrive;
        return new CabinPolicies(
            CabinLimits.Driver(parameters, zones), CabinLimits.Care(parameters),
            ControlGazeLimits.Read(parameters.Number, controls));
    }

    /// <param name="lost">What cannot be seen because a model is missing, in words; empty when all are there.</param>
    /// <exception cref="ModelException">
    /// A model without which there is no cabin is missing, or the models do not fit into the frame.
    /// </exception>
    public static CabinSight Open(VehicleCabin cabin, CabinEyeOptions options, out IReadOnlyList<string> lost)
    {
        ArgumentNullException.ThrowIfNull(cabin);
        ArgumentNullException.ThrowIfNull(options);
        ParameterSet set = options.Parameters;
        (CabinTask[] tasks, CabinSights sights, lost) = WhatIsThere(options.Models, Untold(options.Told));
        MonoDuration infer = set.Duration("cabin.budget.infer");
        var schedule = new CabinSchedule(options.Models.Catalogue, tasks, options.Period, infer);
        var map = new SeatMap([.. cabin.Seats.Select(seat => new SeatRegion(seat.Seat, seat.Box))]);
        OccupantLimits occupants = OccupantLimits.Read(set.Number);
        IdentityLimits identity = IdentityLimits.Read(set.Number);
        FaceLimits faces = FaceLimits.Read(set.Number);
        var judging = new CabinJudging(HeadOf(cabin), occupants, identity, options.Persons)
        {
            Seats = map,
            Face = faces,
        };
        var seats = new SeatWatch(map, occupants, identity, options.Persons);
        double handS = Hands.Max(id => options.Models.Catalogue.Get(id).CostMs) / 1000;
        double spareS = (1 - set.Number("cabin.budget.share")) * options.Period.Seconds;
        var holds = new CabinHolds(
            set.Duration("cabin.phone.hold"), set.Duration("cabin.emotion.hold"),
            MonoDuration.FromSeconds(handS + spareS));
#pragma warning disable CA2000 // The sight owns what looks, and disposes it.
        var face = new FaceSight(options.Models, CameraOf(cabin.Camera), faces, HeadOf(cabin));
        return new CabinSight(face, seats, holds)
        {
            Sights = sights,
            Outline = options.Outline,
            Hands = tasks.Contains(CabinTask.Palms) ? HandsOf(options, map) : null,
            Worker = new CabinLookWorker(NetworksOf(tasks, schedule, judging, options), options.IsThreaded),
        };
#pragma warning restore CA2000
    }

    /// <summary>The camera as the face's geometry needs it.</summary>
    public static CabinCamera CameraOf(VehicleCabinCamera camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        return new CabinCamera(
            camera.Width, camera.Height, camera.FocalPx, camera.CentreXPx, camera.CentreYPx, camera.MountYaw,
            camera.MountPitchUp);
    }

    /// <summary>A camera of which only the size is known, with the driver anywhere on its pictures.</summary>
    public static VehicleCabin Uncalibrated(int width, int height) =>
        VehicleCabin.DriverOnly(width, height, CabinCamera.Uncalibrated(width, height).FocalPixels);

    /// <summary>What nobody tells, and the networks must see.</summary>
    private static CabinSights Untold(ToldFacts? told)
    {
        CabinTold known = told?.Script.Told ?? CabinTold.None;
        CabinSights wanted = CabinSights.Occupants | CabinSights.Hands | CabinSights.Emotion;
        return (known & CabinTold.Seats) != 0 ? wanted : wanted | CabinSights.Belts | CabinSights.People;
    }

    private static (CabinTask[] Tasks, CabinSights Sights, IReadOnlyList<string> Lost) WhatIsThere(
        ModelStore models, CabinSights wanted)
    {
        List<CabinTask> tasks = [CabinTask.Faces];
        CabinSights sights = CabinSights.Face;
        List<string> lost = [];
        foreach ((CabinTask task, string model, CabinSights sight, string what) in SlowOnes)
        {
            if ((wanted & sight) != sight)
                continue;

            IEnumerable<string> needed = task == CabinTask.Palms ? [model, .. Hands] : [model];
            if (needed.FirstOrDefault(id => !models.Has(id)) is { } missing)
            {
                lost.Add($"model '{missing}' is not in {models.Folder}: lost are {what}");
                continue;
            }

            tasks.Add(task);
            sights |= sight;
        }

        if (tasks.Contains(CabinTask.Belt) && !models.Has(BeltSight.StrapsModelId))
        {
            lost.Add(
                $"model '{BeltSight.StrapsModelId}' is not in {models.Folder}: lost are child seats and belts worn wrongly");
        }

        return ([.. tasks], sights, lost);
    }

    private static PixelBox HeadOf(VehicleCabin cabin)
    {
        PixelBox share = cabin.DriverHead;
        (int width, int height) = (cabin.Camera.Width, cabin.Camera.Height);
        return new PixelBox(share.Left * width, share.Top * height, share.Width * width, share.Height * height);
    }

#pragma warning disable CA2000 // What looks owns its networks.
    private static HandWatch HandsOf(CabinEyeOptions options, SeatMap map) => new(
        HandLandmarker.Open(options.Models), map, GestureLimits.Read(options.Parameters.Number),
        (float)options.Parameters.Number("cabin.hand.presence"));

    private static CabinNetworks NetworksOf(
        CabinTask[] tasks, CabinSchedule schedule, CabinJudging judging, CabinEyeOptions options)
    {
        ModelStore models = options.Models;
        ParameterSet set = options.Parameters;
        ModelSession? Of(CabinTask task, string model) => tasks.Contains(task) ? models.Open(model) : null;

        return new CabinNetworks(
            new FaceDetector(models.Open(FaceDetector.ModelId), (float)set.Number("face.score.min")), schedule, judging)
        {
            Things = Of(CabinTask.Things, CabinObjectSight.ModelId) is { } things
                ? new CabinObjectSight(things, (float)set.Number("cabin.object.min"))
                : null,
            Palms = Of(CabinTask.Palms, PalmDetector.ModelId) is { } palms
                ? new PalmDetector(palms, (float)set.Number("cabin.palm.min"))
                : null,
            Belts = tasks.Contains(CabinTask.Belt) ? BeltSight.Open(models) : null,
            People = Of(CabinTask.Person, FaceEmbedder.ModelId) is { } person ? new FaceEmbedder(person) : null,
            Emotions = Of(CabinTask.Emotion, EmotionSight.ModelId) is { } emotion ? new EmotionSight(emotion) : null,
            Arms = Of(CabinTask.Arms, ArmSight.ModelId) is { } arms ? new ArmSight(arms) : null,
            Held = Of(CabinTask.Held, HeldSight.ModelId) is { } held
                ? new HeldWatch(new HeldSight(held))
                : null,
        };
    }
#pragma warning restore CA2000
}
