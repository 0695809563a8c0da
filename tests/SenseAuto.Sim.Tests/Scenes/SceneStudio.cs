using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SenseAuto.Core;
using SenseAuto.Service.Session;
using SenseAuto.Sim;
using SenseAuto.Sim.Pictures;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Tests.Sim.Scenes;

/// <summary>Small drives for tests, and how they are played through the whole service.</summary>
internal static class SceneStudio
{
    public static Installation Place { get; } =
        Installation.Here(Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "models"));

    public static string ScenarioFolder { get; } = Path.Combine(SharedRecordings.RepositoryRoot, "sim", "scenarios");

    public static SenseAuto.Sim.Road Straight { get; } = new(new Metres(3.6), new RoadSegment(new Metres(3000), default));

    /// <summary>A car that stands in our lane 70 m ahead; we come with 30 km/h.</summary>
    public static RoadDriveScript StandingCar { get; } = new("standing car", 16, 5, Straight, 30 / 3.6)
    {
        Actors = [new DriveActor(ActorKind.Sedan, 70, 0, 0)],
    };

    /// <summary>Behind a car on a motorway; nothing happens.</summary>
    public static RoadDriveScript Following { get; } = new("following", 8, 6, Straight, 100 / 3.6)
    {
        Actors = [new DriveActor(ActorKind.Sedan, 45, 0, 100 / 3.6)],
    };

    public static SceneCell CellOf(RoadDriveScript script) => new(script.Name, () => new RoadDrive(script), new());

    public static Task<SceneOutcome> PlayAsync(
        SceneCell cell, OutletOptions? outlets = null, System.Action<SenseAuto.Service.FrameState>? watch = null) =>
        SceneRun.RunAsync(
            cell, new SceneOptions(Place, "simulated-suv") { Outlets = outlets ?? new(), Watch = watch }, CancellationToken.None);
}
