using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SenseAuto.Telemetry.Web;

/// <summary>What can be fetched: the page with its modules, read once at start, and two texts for machines.</summary>
internal sealed class WebPages
{
    private const string FolderName = "liveview";
    private readonly Dictionary<string, (byte[] Bytes, string Type)> _files = [];
    private readonly Func<string> _metrics;
    private readonly Func<(bool IsWell, string Json)> _health;

    /// <exception cref="FileNotFoundException">The page's files do not lie beside the program.</exception>
    public WebPages(Func<string> metrics, Func<(bool IsWell, string Json)> health)
    {
        _metrics = metrics;
        _health = health;
        string folder = Path.Combine(AppContext.BaseDirectory, FolderName);
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            throw new FileNotFoundException(
                $"the live view's page is missing: {folder}/index.html (was it built with the program?)");
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = "/" + Path.GetRelativePath(folder, path).Replace('\\', '/');
            _files[name] = (File.ReadAllBytes(path), TypeOf(path));
        }

        _files["/"] = _files["/index.html"];
    }

    public Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        bool isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isRead)
            return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed);

        switch (path)
        {
            case "/metrics":
                return WriteAsync(context, Encoding.UTF8.GetBytes(_metrics()),
                    "text/plain; version=0.0.4; charset=utf-8");
            case "/healthz":
                (bool isWell, string json) = _health();
                context.Response.StatusCode = isWell ? StatusCodes.Status200OK
                    : StatusCodes.Status503ServiceUnavailable;
                return WriteAsync(context, Encoding.UTF8.GetBytes(json), "application/json");
            default:
                return _files.TryGetValue(path, out (byte[] Bytes, string Type) file)
                    ? WriteAsync(context, file.Bytes, file.Type)
                    : RefuseAsync(context, StatusCodes.Status404NotFound);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, byte[] bytes, string type)
    {
        HttpResponse response = context.Response;
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";

        // uPlot sets styles on its elements; everything else comes from us alone.
        response.Headers.ContentSecurityPolicy =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; " +
            "connect-src 'self' ws: wss:";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, 0, bytes.Length, context.RequestAborted);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
