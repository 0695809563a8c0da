using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using SenseAuto.Can.Vehicle;
using SenseAuto.Core.Ports;
using SenseAuto.Hw.Can;

namespace SenseAuto.Service.Coupling;

/// <summary>The simulated car's buses on the network, and how a service is told where they are.</summary>
internal sealed class ServePorts : IDisposable
{
    private const string Udp = "udp:";

    private ServePorts(ICanBus bus, IReadOnlyList<string> arguments)
    {
        Bus = bus;
        Arguments = arguments;
    }

    public ICanBus Bus { get; }

    /// <summary>Arguments of <c>run</c>, one a bus.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <param name="can">udp:PORT (a port for each bus, counted on from there) or socketcand:PORT; port 0 of socketcand: any.</param>
    /// <exception cref="ArgumentException">It is neither; says what can be written.</exception>
    public static ServePorts Open(string can, VehicleProfile vehicle, ServeOptions options, TimeProvider time)
    {
        if (TryPort(can, Udp, least: 1, out int port))
            return OverUdp(port, vehicle, options, time);
        if (!TryPort(can, SocketcandOptions.Scheme, least: 0, out port))
            throw new ArgumentException($"--can {can}: write {Udp}PORT or {SocketcandOptions.Scheme}PORT, with a port up to 65535");

#pragma warning disable CA2000 // The ports own it.
        var server = new SocketcandServer(
            new SocketcandServerOptions(vehicle.Buses) { Address = options.Address, Port = port }, time);
#pragma warning restore CA2000
        IPAddress shown = options.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : options.Address;
        return new ServePorts(
            server, [.. vehicle.Buses.Select(name => $"--can {name}={SocketcandOptions.Scheme}{shown}:{server.Port}/{name}")]);
    }

    public void Dispose() => (Bus as IDisposable)?.Dispose();

    private static ServePorts OverUdp(int port, VehicleProfile vehicle, ServeOptions options, TimeProvider time)
    {
        var buses = new List<(byte, ICanBus)>();
        for (int i = 0; i < vehicle.Buses.Count; i++)
        {
            var at = new UdpMulticastOptions { Port = port + i, Bus = (byte)i, Interface = options.Interface };
            buses.Add(((byte)i, new UdpMulticastCanBus(at, time)));
        }

#pragma warning disable CA2000 // The ports own it.
        return new ServePorts(
            new CanBusBundle(buses), [.. vehicle.Buses.Select((name, i) => $"--can {name}={Udp}{port + i}")]);
#pragma warning restore CA2000
    }

    private static bool TryPort(string text, string scheme, int least, out int port)
    {
        port = 0;
        return text.StartsWith(scheme, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(scheme.Length), CultureInfo.InvariantCulture, out port) && port >= least && port <= 65000;
    }
}
