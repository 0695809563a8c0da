using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;
using SenseAuto.Service.Session;
using SenseAuto.Sim.Scenes;
using SenseAuto.Telemetry;
using SenseAuto.Telemetry.Web;

namespace SenseAuto.Tests.Service;

/// <summary>A scene that plays in real time, and both live pages of it in a real browser.</summary>
public sealed class LiveDemoTests
{
    private static readonly string Scene = Path.Combine(
        SharedRecordings.RepositoryRoot, "sim", "scenarios", "driver-unresponsive" + SceneFile.DriveEnding);

    [Test]
    public async Task Sleeping_driver_is_shown_on_both_pages_while_he_sleeps()
    {
        await using Browser cabinView = await Browser.OpenAsync();
        await using Browser roadView = await Browser.OpenAsync();
        using var stop = new CancellationTokenSource();
        var opened = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<SceneOutcome> playing = PlayAsync(opened, stop.Token);
        Uri road = await opened.Task;
        try
        {
            await roadView.GoAsync(road);
            await cabinView.GoAsync(new Uri(road, "cabin.html"));
            await Assertions.Expect(roadView.Page.Locator("#link")).ToHaveTextAsync("LIVE", new() { Timeout = 30_000 });
            await Assertions.Expect(cabinView.Page.Locator("#driver"))
                .ToHaveAttributeAsync("data-level", "Imminent", new() { Timeout = 30_000 });
            await cabinView.KeepAsync("live-cabin");
            await roadView.KeepAsync("live-road");
            await cabinView.CheckAsync();
            await roadView.CheckAsync();
        }
        finally
        {
            await stop.CancelAsync();
            await playing;
        }
    }

    private static Task<SceneOutcome> PlayAsync(TaskCompletionSource<Uri> opened, CancellationToken stop)
    {
        var options = new SceneOptions(Played.Place, "simulated-suv")
        {
            IsRealTime = true,
            Outlets = new OutletOptions { Telemetry = new TelemetryOptions { Web = new WebOptions { Port = 0 } } },
            Opened = outlets => opened.TrySetResult(outlets.Telemetry!.PageAddress!),
        };
        return Task.Run(() => SceneRun.RunAsync(SceneFile.Load(Scene)[0], options, stop), CancellationToken.None);
    }
}
