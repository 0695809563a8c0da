using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;
using SenseAuto.Telemetry.Web;
using SenseAuto.Tests;

namespace SenseAuto.Telemetry.Tests.LiveView;

/// <summary>
/// The page in a real browser, fed with the synthetic drive. Keeps a picture of it for people to look at.
/// </summary>
public sealed class LivePageTests
{
    private static readonly string[] BrowserArguments = ["--no-sandbox", "--disable-gpu"];
    private readonly List<string> _complaints = [];
    private TelemetryHost _host = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private IPage _page = null!;

    [SetUp]
    public async Task OpenPage()
    {
        var parts = new TelemetryParts(
            SyntheticDrive.Camera, WallClock.Take(TimeProvider.System, default), TimeProvider.System,
                new BitmapEncoder());
        _host = await TelemetryHost.StartAsync(new TelemetryOptions { Web = new WebOptions { Port = 0 } }, parts);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = BrowserArguments });
        _page = await _browser.NewPageAsync(
            new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1366, Height = 768 } });
        _complaints.Clear();
        _page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        _page.PageError += (_, error) => _complaints.Add(error);
        await _page.GotoAsync(_host.PageAddress!.ToString());
    }

    [TearDown]
    public async Task ClosePage()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Drive_is_shown_live_and_told_as_stale_when_it_stops()
    {
        // Frame 85 of the round: the car ahead is close and the gap still shrinks.
        using (var feeder = new DriveFeeder(_host, startAt: 30))
        {
            await Assertions.Expect(_page.Locator("#link")).ToHaveTextAsync("LIVE");
            await Assertions.Expect(_page.Locator("#speed")).ToHaveTextAsync("90");
            await Assertions.Expect(_page.Locator("#road")).ToHaveAttributeAsync("data-boxes", "3");
            await Assertions.Expect(_page.Locator("#road")).ToHaveAttributeAsync("data-lanes", "3");
            await Assertions.Expect(_page.Locator("#bird")).ToHaveAttributeAsync("data-radar", "10");
            await Assertions.Expect(_page.Locator("#bird")).ToHaveAttributeAsync("data-tracks", "3");
            await Assertions.Expect(_page.Locator("[data-flag=RecorderBehind]")).ToBeVisibleAsync();
            await Assertions.Expect(_page.Locator("tr[data-function=TrafficSign]"))
                .ToContainTextAsync("model not loaded");
            await Assertions.Expect(_page.Locator("#warning-title")).ToHaveTextAsync("Collision ahead", Patient());
            await Assertions.Expect(_page.Locator("#warning-text")).ToContainTextAsync("Car ahead");
            await Assertions.Expect(_page.Locator("#warning-text")).ToContainTextAsync("(limit 2.7)");
            await Assertions.Expect(_page.Locator("#icon-fcw")).ToHaveAttributeAsync("data-level", "Caution");
            await Assertions.Expect(_page.Locator("#road-note")).ToBeEmptyAsync();
            await KeepPictureAsync("live-view.png");
            await Assertions.Expect(_page.Locator("#warning-title")).ToHaveTextAsync("Leaving the lane", Patient());
            await Assertions.Expect(_page.Locator("#ldw-left")).ToHaveClassAsync("crossed");
            await KeepPictureAsync("live-view-lane.png");
        }

        await Assertions.Expect(_page.Locator("#stale-note")).ToBeVisibleAsync();
        await Assertions.Expect(_page.Locator("#link")).ToContainTextAsync("STALE");
        await KeepPictureAsync("live-view-stale.png");
        Assert.That(_complaints, Is.Empty);
    }

    [Test]
    public async Task Page_needs_no_scrolling_at_1366_by_768()
    {
        using var feeder = new DriveFeeder(_host, startAt: 0);
        await Assertions.Expect(_page.Locator("#link")).ToHaveTextAsync("LIVE");

        string sizes = await _page.EvaluateAsync<string>(
            "`${document.documentElement.scrollWidth} ${document.documentElement.scrollHeight}`");
        string[] cut = await _page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.card')]" +
            ".filter(c => c.scrollHeight > c.clientHeight + 1 || c.scrollWidth > c.clientWidth + 1)" +
            ".map(c => `${c.className} ${c.scrollWidth}x${c.scrollHeight} in ${c.clientWidth}x${c.clientHeight}`)");

        Assert.That(sizes, Is.EqualTo("1366 768"));
        Assert.That(cut, Is.Empty);
    }

    [Test]
    public async Task Lost_service_is_told_and_the_page_comes_back_with_it()
    {
        int port = _host.PageAddress!.Port;
        using (new DriveFeeder(_host, startAt: 0))
            await Assertions.Expect(_page.Locator("#link")).ToHaveTextAsync("LIVE");
        await _host.DisposeAsync();
        await Assertions.Expect(_page.Locator("#link")).ToContainTextAsync("OFFLINE");

        var parts = new TelemetryParts(
            SyntheticDrive.Camera, WallClock.Take(TimeProvider.System, default), TimeProvider.System,
                new BitmapEncoder());
        _host = await TelemetryHost.StartAsync(new TelemetryOptions { Web = new WebOptions { Port = port } }, parts);
        using var again = new DriveFeeder(_host, startAt: 0);

        await Assertions.Expect(_page.Locator("#link")).ToHaveTextAsync("LIVE", Patient());
    }

    private static LocatorAssertionsToHaveTextOptions Patient() => new() { Timeout = 30_000 };

    private async Task KeepPictureAsync(string name)
    {
        string folder = Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "live-view");
        Directory.CreateDirectory(folder);
        byte[] picture = await _page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name) });
        Assert.That(picture, Has.Length.GreaterThan(20_000),
            string.Create(CultureInfo.InvariantCulture, $"{name} is almost empty"));
    }
}
