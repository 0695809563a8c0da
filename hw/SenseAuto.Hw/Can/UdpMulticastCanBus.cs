using System;
using System.IO;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Can;

/// <summary>
/// Where a CAN bus over UDP multicast lives. The defaults are python-can's IPv4 ones, on the loopback interface.
/// </summary>
public sealed record UdpMulticastOptions
{
    public const int DefaultPort = 43113;

    public static IPAddress DefaultGroup { get; } = IPAddress.Parse("239.74.163.2");

    /// <summary>
    /// python-can's default where nothing else is said. Needs an interface with an IPv6 multicast route.
    /// </summary>
    public static IPAddress DefaultGroupV6 { get; } = IPAddress.Parse("ff15:7079:7468:6f6e:6465:6d6f:6d63:6173");

    /// <summary>IPv4 224.0.0.0/4 or IPv6 ff00::/8.</summary>
    public IPAddress Group { get; init; } = DefaultGroup;

    public int Port { get; init; } = DefaultPort;

    /// <summary>The only network interface that is listened to and sent on.</summary>
    public string Interface { get; init; } = "lo";

    /// <summary>How many routers a frame may pass, plus one; 0..255.</summary>
    public int HopLimit { get; init; } = 1;

    /// <summary>Index of this bus in the vehicle profile.</summary>
    public byte Bus { get; init; }

    public int QueueCapacity { get; init; } = 4096;
}

/// <summary>
/// A CAN bus without a kernel: frames over UDP multicast, as python-can's udp_multicast interface speaks it. Network
/// trouble is a state with a reason, and the sockets are opened again. Delivery is best effort, as UDP is.
/// </summary>
public sealed class UdpMulticastCanBus : LinkedCanBus
{
    private readonly Link _link;

    /// <exception cref="ArgumentOutOfRangeException">Port or hop limit cannot be.</exception>
    public UdpMulticastCanBus(UdpMulticastOptions options, TimeProvider time)
        : this(LinkOf(options, time), options.Bus, time)
    {
    }

    private UdpMulticastCanBus(Link link, byte bus, TimeProvider time)
        : base(link, bus, time) => _link = link;

    /// <summary>Datagrams that were not a CAN frame.</summary>
    public long Malformed => Interlocked.Read(ref _link.Malformed);

    private static Link LinkOf(UdpMulticastOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)options.Port, (uint)ushort.MaxValue, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)options.HopLimit, (uint)byte.MaxValue, nameof(options));
        return new Link(options, new FrameClock(time));
    }

    private sealed class Link(UdpMulticastOptions options, FrameClock clock) : ICanLink
    {
        // Linux numbers that .NET has no names for: <asm/socket.h>, <linux/in.h>, <linux/in6.h>.
        private const int SolSocket = 1;
        private const int SoReuseAddr = 2;
        private const int SolIp = 0;
        private const int IpMulticastAll = 49;
        private const int SolIpv6 = 41;
        private const int Ipv6MulticastAll = 29;
        private const int DatagramMax = 4096;
        private const int ReceiveBufferBytes = 1 << 20;
        private const int DatagramsPerPump = 256;
        private readonly byte[] _datagram = new byte[DatagramMax];
        private readonly SocketAddress _from = new(options.Group.AddressFamily);
        private Socket? _receiver;
        private volatile Socket? _sender;
        private SocketAddress? _own;

        public long Malformed;

        public SpscRing<CanFrame> Received { get; } = new(options.QueueCapacity);

        public string Name { get; } = $"CAN over UDP {options.Group} port {options.Port} on {options.Interface}";

        private bool IsV6 => options.Group.AddressFamily == AddressFamily.InterNetworkV6;

        public void Open()
        {
            int index = InterfaceIndex();
            try
            {
                _receiver = OpenReceiver(index);
                _sender = OpenSender(index);
                _own = _sender.LocalEndPoint!.Serialize();
            }
            catch (SocketException error)
            {
                Close();
                throw new IOException($"{Name}: {error.Message}{RouteHint(error)}", error);
            }
        }

        public void Pump()
        {
            if (!_receiver!.Poll(LinkThread.PollMs * 1000, SelectMode.SelectRead))
                return;

            for (int i = 0; i < DatagramsPerPump && _receiver.Available > 0; i++)
            {
                int length = _receiver.ReceiveFrom(_datagram.AsSpan(), SocketFlags.None, _from);
                if (!_from.Equals(_own))
                    Take(_datagram.AsSpan(0, length));
            }
        }

        public bool MayCarry(in CanFrame frame) => CanFrameRules.MaySend(in frame);

        public bool TrySend(in CanFrame frame, out string fault)
        {
            fault = "";
            if (_sender is not { } socket)
                return false;

            Span<byte> bytes = stackalloc byte[CanMapCodec.LengthMax];
            int length = CanMapCodec.Encode(in frame, frame.Captured.Nanoseconds * 1e-9, bytes);
            socket.Send(bytes[..length], SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable))
                fault = error.ToString();
            return error == SocketError.Success;
        }

        public void Close()
        {
            _sender?.Dispose();
            _sender = null;
            _receiver?.Dispose();
            _receiver = null;
        }

        private void Take(ReadOnlySpan<byte> datagram)
        {
            if (CanMapCodec.TryDecode(datagram, options.Bus, clock.Now, out CanFrame frame))
                Received.TryWrite(in frame);
            else
                Interlocked.Increment(ref Malformed);
        }

        private Socket OpenReceiver(int index)
        {
            var socket = new Socket(options.Group.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.SetRawSocketOption(SolSocket, SoReuseAddr, BitConverter.GetBytes(1));
            socket.ReceiveBufferSize = ReceiveBufferBytes;

            // Bound to the group and closed to memberships of other sockets: nothing from another interface gets in.
            socket.Bind(new IPEndPoint(options.Group, options.Port));
            if (IsV6)
            {
                var membership = new IPv6MulticastOption(options.Group, index);
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, membership);
                socket.SetRawSocketOption(SolIpv6, Ipv6MulticastAll, BitConverter.GetBytes(0));
                return socket;
            }

            socket.SetSocketOption(
                SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(options.Group, index));
            socket.SetRawSocketOption(SolIp, IpMulticastAll, BitConverter.GetBytes(0));
            return socket;
        }

        private Socket OpenSender(int index)
        {
            var socket =
                new Socket(options.Group.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            SocketOptionLevel level = IsV6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
            socket.SetSocketOption(
                level, SocketOptionName.MulticastInterface, IsV6 ? index : IPAddress.HostToNetworkOrder(index));
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, options.HopLimit);
            socket.Connect(options.Group, options.Port);
            return socket;
        }

        private int InterfaceIndex()
        {
            foreach (NetworkInterface nic in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (nic.Name != options.Interface)
                    continue;
                IPInterfaceProperties properties = nic.GetIPProperties();
                return IsV6 ? properties.GetIPv6Properties().Index : properties.GetIPv4Properties().Index;
            }

            throw new IOException($"{Name}: there is no network interface {options.Interface}");
        }

        private string RouteHint(SocketException error) => error.SocketErrorCode == SocketError.NetworkUnreachable
            ? $" (no multicast route: ip {(IsV6 ? "-6 " : "")}route add " +
                $"{(IsV6 ? "ff00::/8" : "224.0.0.0/4")} dev {options.Interface})"
            : "";
    }
}
