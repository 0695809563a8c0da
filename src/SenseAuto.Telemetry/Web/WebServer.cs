using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SenseAuto.Telemetry.Web;

/// <summary>The pages and sockets behind one listener. Knows paths and headers, nothing of what is sent.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan StopFor = TimeSpan.FromSeconds(2);
    private readonly WebApplication _app;
    private readonly WebPages _pages;
    private readonly Func<WebSocket, CancellationToken, Task> _live;
    private readonly Foxglove.FoxgloveServer? _foxglove;

    private WebServer(WebApplication app, WebPages pages, Func<WebSocket, CancellationToken, Task> live,
        Foxglove.FoxgloveServer? foxglove)
    {
        _app = app;
        _pages = pages;
        _live = live;
        _foxglove = foxglove;
    }

    /// <summary>Where it really listens, in the order of the options' ports.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>
    /// Foxglove's own port is a convenience: when somebody else has it, it is served on the page's port alone.
    /// </summary>
    /// <exception cref="System.IO.IOException">The page's port cannot be had; it is named.</exception>
    public static async Task<WebServer> StartAsync(
        WebOptions options, WebPages pages, Func<WebSocket, CancellationToken, Task> live,
            Foxglove.FoxgloveServer? foxglove)
    {
        try
        {
            return await OpenAsync(options, pages, live, foxglove).ConfigureAwait(false);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            if (options.FoxglovePort is not null)
                return await StartAsync(options with { FoxglovePort = null }, pages, live, foxglove).ConfigureAwait(false);

            throw new IOException(
                $"the live view cannot have port {options.Port} of {options.Address}: {taken.Message} Choose another port.",
                taken);
        }
    }

    private static async Task<WebServer> OpenAsync(
        WebOptions options, WebPages pages, Func<WebSocket, CancellationToken, Task> live,
            Foxglove.FoxgloveServer? foxglove)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
            if (options.FoxglovePort is { } port)
                kestrel.Listen(options.Address, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopFor);
        WebApplication app = builder.Build();
        var server = new WebServer(app, pages, live, foxglove);
        app.UseWebSockets(new WebSocketOptions
        {
            KeepAliveInterval = TimeSpan.FromSeconds(5),
            KeepAliveTimeout = TimeSpan.FromSeconds(15),
        });
        app.Run(server.AnswerAsync);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        server.Addresses = server.RealAddresses();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private List<Uri> RealAddresses()
    {
        var found = new List<Uri>();
        IServerAddressesFeature? feature =
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        foreach (string address in feature?.Addresses ?? [])
            found.Add(new Uri(address));
        return found;
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return _pages.AnswerAsync(context);

        string path = context.Request.Path.Value ?? "/";
        if (path == "/live")
            return AcceptLiveAsync(context);
        if (_foxglove is not null && path is "/foxglove" or "/")
            return AcceptFoxgloveAsync(context, _foxglove!);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task AcceptLiveAsync(HttpContext context)
    {
        if (!IsOwnPage(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await _live(socket, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task AcceptFoxgloveAsync(HttpContext context, Foxglove.FoxgloveServer foxglove)
    {
        string? chosen = Foxglove.FoxgloveProtocol.Choose(context.WebSockets.WebSocketRequestedProtocols);
        if (chosen is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(Foxglove.FoxgloveProtocol.WrongSubprotocol).ConfigureAwait(false);
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(chosen).ConfigureAwait(false);
        await foxglove.ServeAsync(socket, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>A page of another site must not read our socket through its visitor's browser.</summary>
    private static bool IsOwnPage(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) ||
            (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) &&
             string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
