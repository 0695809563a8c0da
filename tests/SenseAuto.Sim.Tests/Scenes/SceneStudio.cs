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

    /// <summary>A car that stands in our lane 150 m ahead; we come with 60 km/h.</summary>
    public static RoadDriveScript StandingCar { get; } = new("standing car", 16, 5, Straight, 60 / 3.6)
    {
        Actors = [new DriveActor(ActorKind.Sedan, 130, 0, 0)],
    };

    /// <summary>Behind a car on a motorway; nothing happens.</summary>
    public static RoadDriveScript Following { get; } = new("following", 8, 6, Straight, 100 / 3.6)
    {
        Actors = [new DriveActor(ActorKind.Sedan, 45, 0, 100 / 3.6)],
    };

    public static SceneCell CellOf(RoadDriveScript script) => new(script.Name, () => new RoadDrive(script), new());

    public static Task<SceneOutcome> PlayAsync(SceneCell cell, OutletOptions? outlets = null) =>
        SceneRun.RunAsync(cell, new SceneOptions(Place, "simulated-suv") { Outlets = outlets ?? new() }, CancellationToken.None);
}
