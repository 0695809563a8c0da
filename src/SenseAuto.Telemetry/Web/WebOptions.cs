using System.Collections.Generic;
using System.Net;

namespace SenseAuto.Telemetry.Web;

/// <summary>Where the live view listens. Everything on it can only be looked at, never changed.</summary>
public sealed record WebOptions
{
    /// <summary>The loopback address unless somebody decides otherwise: there is no login.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free one; the real one is reported.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>
    /// A second port on which Foxglove expects its server (8765 by its convention); null for none. 0 takes a free
    /// one.
    /// </summary>
    public int? FoxglovePort { get; init; }

    /// <summary>Clients of each kind at a time.</summary>
    public int ClientsMax { get; init; } = 8;

    /// <summary>Pictures a second sent to clients; 0 for none.</summary>
    public int PicturesHzMax { get; init; } = 10;

    /// <summary>JPEG quality of those pictures, 1..100.</summary>
    public int PictureQuality { get; init; } = 70;

    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Port is < 0 or > 65535)
            problems.Add($"liveView.port is {Port}, allowed 0..65535");
        if (FoxglovePort is < 0 or > 65535)
            problems.Add($"liveView.foxglovePort is {FoxglovePort}, allowed 0..65535");
        if (ClientsMax is < 1 or > 64)
            problems.Add($"liveView.clientsMax is {ClientsMax}, allowed 1..64");
        if (PicturesHzMax is < 0 or > 30)
            problems.Add($"liveView.picturesHzMax is {PicturesHzMax}, allowed 0..30");
        if (PictureQuality is < 1 or > 100)
            problems.Add($"liveView.pictureQuality is {PictureQuality}, allowed 1..100");
        return problems;
    }
}
