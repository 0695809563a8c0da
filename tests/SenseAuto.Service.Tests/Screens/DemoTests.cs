using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;

namespace SenseAuto.Tests.Service;

/// <summary>The whole demo as fast as it goes, by its command; and its report in a real browser.</summary>
public sealed class DemoTests
{
    private static readonly string Folder = Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "demo-test");
    private int _exit;
    private string _text = "";

    private static string Report => Path.Combine(Folder, "demo.html");

    [OneTimeSetUp]
    public void Play()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        string program = Path.Combine(AppContext.BaseDirectory, "SenseAuto.Service.dll");
        string[] words = [program, "demo", "--fast", "--record", Folder, "--recordings", Path.Combine(Folder, "none")];
        using var demo = Process.Start(new ProcessStartInfo("dotnet", words)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = SharedRecordings.RepositoryRoot,
        })!;
        _text = demo.StandardOutput.ReadToEnd();
        demo.WaitForExit();
        _exit = demo.ExitCode;
    }

    [Test]
    public void Demo_passes_and_says_where_its_report_is()
    {
        Assert.That(_exit, Is.Zero, _text);
        Assert.That(_text, Does.Contain("PASS").And.Contain("demo.html"));
    }

    [Test]
    public void Every_warning_of_the_demo_is_explained_on_its_report()
    {
        string report = File.ReadAllText(Report);

        foreach (string name in new[]
        {
            "forward collision", "lane departure", "pedestrian", "stop and go", "long distraction", "phone at ear", "microsleep",
            "drowsy", "child alone",
        })
        {
            Assert.That(report, Does.Contain(name));
        }

        Assert.That(report, Does.Contain("(limit").And.Not.Contain("no longer told"));
    }

    [Test]
    public async Task Report_reads_well_in_a_browser()
    {
        await using Browser browser = await Browser.OpenAsync(new Uri(Report));

        await browser.KeepAsync("demo-report");
        await browser.CheckAsync();
        await Assertions.Expect(browser.Page.Locator("h1 .pass")).ToHaveTextAsync("PASS");
        await Assertions.Expect(browser.Page.Locator("section.part")).ToHaveCountAsync(3);
        await Assertions.Expect(browser.Page.Locator(".lines .bad")).ToHaveCountAsync(0);
        int empty = await browser.Page.EvaluateAsync<int>("[...document.images].filter(i => i.naturalWidth < 300).length");
        int pictures = await browser.Page.Locator(".shots img").CountAsync();
        Assert.That(empty, Is.Zero, "a picture of a warning is not there");
        Assert.That(pictures, Is.GreaterThanOrEqualTo(4), "the road's warnings have pictures");
    }

    [TestCase("demo-day")]
    [TestCase("demo-cabin")]
    public async Task Page_of_a_part_reads_well_in_a_browser(string part)
    {
        await using Browser browser = await Browser.OpenAsync(new Uri(Path.Combine(Folder, part + ".html")));

        await browser.KeepAsync(part);
        await browser.CheckAsync();
        await Assertions.Expect(browser.Page.Locator("h1")).ToContainTextAsync("PASS");
    }
}
