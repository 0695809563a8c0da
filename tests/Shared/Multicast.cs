using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace SenseAuto.Tests;

/// <summary>Whether this machine lets a datagram to a multicast group come back on loopback; some containers do not.</summary>
internal static class Multicast
{
    private const int WaitMs = 2000;
    private static readonly IPAddress Group = IPAddress.Parse("239.74.163.2");

    /// <summary>Skips the test, saying so, where it does not.</summary>
    public static void Require()
    {
        if (TryRoundTrip() is { Length: > 0 } problem)
            Assert.Ignore($"skipped: no UDP multicast on loopback ({problem}); the same is tested over TCP");
    }

    /// <summary>Empty when it works.</summary>
    private static string TryRoundTrip()
    {
        try
        {
            using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = WaitMs };
            receiver.Bind(new IPEndPoint(Group, 0));
            receiver.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(Group, IPAddress.Loopback));
            using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
            sender.SendTo([1], new IPEndPoint(Group, ((IPEndPoint)receiver.LocalEndPoint!).Port));
            receiver.Receive(new byte[1]);
            return "";
        }
        catch (SocketException error)
        {
            return error.Message;
        }
    }
}
