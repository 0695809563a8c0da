using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NUnit.Framework;

namespace SenseAuto.Tests.Service;

/// <summary>A real browser with one page of 1366 x 768, which notes every complaint; its pictures are kept as test output.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Width = 1366;
    private const int Height = 768;

    // A page of one colour compresses to less than this.
    private const int BlankBytes = 20_000;
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu"];
    private readonly List<string> _complaints = [];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the page's scripts, and what it could not load.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Skips the test, saying so, where no browser is installed.</summary>
    public static async Task<Browser> OpenAsync()
    {
        string program = SharedRecordings.BrowserAt(Chromium);
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Arguments });
        IPage page = await browser.NewPageAsync(
            new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = Width, Height = Height } });
        return new Browser(playwright, browser, page);
    }

    /// <summary>The same, with this page open.</summary>
    public static async Task<Browser> OpenAsync(Uri address)
    {
        Browser browser = await OpenAsync();
        await browser.GoAsync(address);
        return browser;
    }

    public Task GoAsync(Uri address) => Page.GotoAsync(address.ToString());

    /// <summary>Keeps what is seen, and the whole page where that is longer; a page that shows nothing fails.</summary>
    public async Task KeepAsync(string name)
    {
        string folder = Path.Combine(SharedRecordings.RepositoryRoot, "artifacts", "screens");
        Directory.CreateDirectory(folder);
        foreach ((string ending, bool isWhole) in new[] { (".png", false), ("-whole.png", true) })
        {
            string path = Path.Combine(folder, name + ending);
            byte[] picture = await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = isWhole });
            TestContext.AddTestAttachment(path);
            Assert.That(picture, Has.Length.GreaterThan(BlankBytes), $"{name} shows almost nothing");
        }
    }

    /// <summary>Nothing is wider than the window, and nothing has complained.</summary>
    public async Task CheckAsync()
    {
        int wide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.That(wide, Is.LessThanOrEqualTo(Width), "the page scrolls sideways");
        Assert.That(_complaints, Is.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
