using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Can;

/// <summary>A CAN bus that a socketcand server offers over TCP.</summary>
/// <param name="Channel">The bus's name there, for instance can0.</param>
/// <param name="Bus">Index of this bus in the vehicle profile.</param>
public sealed record SocketcandOptions(string Host, int Port, string Channel, byte Bus)
{
    public const string Scheme = "socketcand:";
    public const int DefaultPort = 29536;

    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Reads socketcand:HOST:PORT/CHANNEL; without :PORT it is the protocol's own.</summary>
    /// <exception cref="ArgumentException">It is not of that form.</exception>
    public static SocketcandOptions Parse(string text, byte bus)
    {
        ArgumentNullException.ThrowIfNull(text);
        string place = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..] : "";
        int slash = place.IndexOf('/', StringComparison.Ordinal);
        int colon = slash < 0 ? -1 : place.LastIndexOf(':', slash);
        string host = place[..Math.Max(0, colon < 0 ? slash : colon)];
        int port = DefaultPort;
        bool hasPort = colon < 0 ||
            int.TryParse(place.AsSpan((colon + 1)..slash), CultureInfo.InvariantCulture, out port);
        if (host.Length == 0 || !hasPort || port is < 1 or > 65535 || !IsChannel(place[(slash + 1)..]))
            throw new ArgumentException($"{text}: write {Scheme}HOST:PORT/CHANNEL, with a port of 1..65535");
        return new SocketcandOptions(host, port, place[(slash + 1)..], bus);
    }

    /// <summary>A name that fits between two words of the protocol.</summary>
    internal static bool IsChannel(string name) =>
        name.Length is > 0 and <= 16 && name.AsSpan().IndexOfAny(" <>\r\n") < 0;
}

/// <summary>
/// One CAN bus of a socketcand server: the ASCII protocol over TCP, in raw mode. Classic frames only; CAN FD and remote
/// frames are refused on sending. Trouble is a state with a reason, and the connection is opened again.
/// </summary>
public sealed class SocketcandCanBus : LinkedCanBus
{
    private readonly Link _link;

    /// <exception cref="ArgumentException">The channel's name does not fit into the protocol.</exception>
    public SocketcandCanBus(SocketcandOptions options, TimeProvider time)
        : this(LinkOf(options, time), options.Bus, time)
    {
    }

    private SocketcandCanBus(Link link, byte bus, TimeProvider time)
        : base(link, bus, time) => _link = link;

    /// <summary>Messages that were none of the protocol's.</summary>
    public long Malformed => _link.Malformed;

    private static Link LinkOf(SocketcandOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (!SocketcandOptions.IsChannel(options.Channel))
        {
            throw new ArgumentException(
                $"socketcand channel '{options.Channel}': 1..16 characters, no space or bracket", nameof(options));
        }

        return new Link(options, new FrameClock(time));
    }

    private sealed class Link(SocketcandOptions options, FrameClock clock) : ICanLink
    {
        private const int AnswerMs = 2000;
        private readonly byte[] _bytes = new byte[1 << 16];
        private Socket? _socket;
        private SocketcandReader _reader = new();
        private volatile SocketcandSender? _sender;
        private long _malformed;

        public SpscRing<CanFrame> Received { get; } = new(options.QueueCapacity);

        public long Malformed => Interlocked.Read(ref _malformed) + _reader.Malformed;

        public string Name { get; } = $"socketcand {options.Host}:{options.Port}, bus {options.Channel}";

        public void Open()
        {
            try
            {
                _reader = new SocketcandReader();
                _socket = Connected();
                _socket.ReceiveTimeout = _socket.SendTimeout = AnswerMs;
                Expect("hi");
                Ask($"open {options.Channel}");
                Ask("rawmode");
                _socket.Blocking = false;
                _sender = new SocketcandSender(_socket);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                Close();
                throw new IOException($"{Name}: {(error is SocketException ? error.Message : "no answer")}", error);
            }
            catch (IOException)
            {
                Close();
                throw;
            }
        }

        public void Pump()
        {
            if (!_socket!.Poll(LinkThread.PollMs * 1000, SelectMode.SelectRead))
                return;

            int length = _socket.Receive(_bytes, SocketFlags.None);
            if (length == 0)
                throw new IOException($"{Name}: the server closed the connection");

            ReadOnlySpan<byte> rest = _bytes.AsSpan(0, length);
            while (_reader.TryTake(ref rest, out ReadOnlySpan<byte> message))
                Take(message);
        }

        public bool MayCarry(in CanFrame frame) => SocketcandText.MaySend(in frame);

        public bool TrySend(in CanFrame frame, out string fault)
        {
            fault = "";
            if (_sender is not { } sender)
                return false;

            Span<byte> text = stackalloc byte[SocketcandText.LengthMax];
            int length = SocketcandText.EncodeSend(in frame, text);
            bool isTaken = sender.TrySend(text[..length], out SocketError error);
            fault = error is SocketError.Success or SocketError.WouldBlock ? "" : error.ToString();
            return isTaken;
        }

        public void Close()
        {
            _sender = null;
            _socket?.Dispose();
            _socket = null;
        }

        private void Take(ReadOnlySpan<byte> message)
        {
            if (SocketcandText.TryDecodeFrame(message, options.Bus, clock.Now, out CanFrame frame))
                Received.TryWrite(in frame);
            else
                Interlocked.Increment(ref _malformed);
        }

        private Socket Connected()
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = new CancellationTokenSource(AnswerMs);
            try
            {
                socket.ConnectAsync(options.Host, options.Port, limit.Token).AsTask().GetAwaiter().GetResult();
                return socket;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        private void Ask(string what)
        {
            _socket!.Send(Encoding.ASCII.GetBytes($"< {what} >"));
            Expect("ok");
        }

        /// <summary>One byte at a time: what follows an answer is already the bus.</summary>
        private void Expect(string answer)
        {
            ReadOnlySpan<byte> message;
            ReadOnlySpan<byte> one;
            do
            {
                if (_socket!.Receive(_bytes.AsSpan(0, 1), SocketFlags.None) == 0)
                    throw new IOException($"{Name}: the server closed the connection");
                one = _bytes.AsSpan(0, 1);
            }
            while (!_reader.TryTake(ref one, out message));

            string said = Encoding.ASCII.GetString(message).Trim();
            if (said != answer)
                throw new IOException($"{Name}: the server says '{said}' where '{answer}' was to come");
        }
    }
}
