using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Hw.Cameras;

/// <summary>A camera that sends its pictures over TCP.</summary>
/// <param name="Width">Of the pictures; another size is refused.</param>
public sealed record StreamOptions(string Host, int Port, int Width, int Height)
{
    public const string Scheme = "tcp://";

    public int QueueCapacity { get; init; } = 4;

    /// <summary>Pictures the reader may hold besides the queue's.</summary>
    public int HeldByReader { get; init; } = 16;

    /// <summary>Reads tcp://HOST:PORT.</summary>
    /// <exception cref="CameraException">It is not of that form.</exception>
    public static StreamOptions Parse(string address, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(address);
        string place = address.StartsWith(Scheme, StringComparison.Ordinal) ? address[Scheme.Length..] : "";
        int colon = place.LastIndexOf(':');
        bool hasPort = int.TryParse(place.AsSpan(colon + 1), CultureInfo.InvariantCulture, out int port);
        if (colon < 1 || !hasPort || port is < 1 or > 65535)
            throw new CameraException($"{address}: write {Scheme}HOST:PORT, with a port of 1..65535");
        return new StreamOptions(place[..colon], port, width, height);
    }
}

/// <summary>
/// A live camera over TCP: a YUV4MPEG2 stream of planar 4:2:0, which ffmpeg and many others can send. A picture was
/// captured when its header came, less the age that its sender gives (XAGE); no common clock is needed. A reader that
/// falls behind loses the oldest.
/// Trouble is a state with a reason, and the connection is opened again.
/// </summary>
public sealed class StreamCamera : ICameraSource, ISupervisedSource, IDisposable
{
    private readonly Link _link;
    private readonly LinkThread _thread;

    public StreamCamera(StreamOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (((options.Width | options.Height) & 1) != 0 || options.Width <= 0 || options.Height <= 0)
            throw new CameraException($"a stream of {options.Width}x{options.Height}: NV12 needs even sizes");

        _link = new Link(options, new FrameClock(time));
        _thread = new LinkThread(_link, time);
    }

    public bool IsEnded => false;

    public SourceStatus Status => _thread.Status;

    public long Dropped => _link.Queue.Dropped;

    public long Restarts => _thread.Restarts;

    /// <summary>From the capture of a picture, as its sender says, to its last byte here.</summary>
    public LatencyHistogram Ages => _link.Ages;

    public bool TryRead([NotNullWhen(true)] out CameraFrame? frame) => _link.Queue.TryTake(out frame);

    public void Dispose()
    {
        _thread.Dispose();
        _link.Queue.Clear();
    }

    private sealed class Link : ILink
    {
        private const int AnswerMs = 2000;
        private readonly StreamOptions _options;
        private readonly FrameClock _clock;
        private readonly FramePool _pool;
        private readonly byte[] _planar;
        private readonly byte[] _line = new byte[Y4mText.LineMax];
        private Socket? _socket;
        private int _lineLength;
        private int _filled;
        private bool _hasHeader;
        private bool _isInPicture;
        private MonoTime _captured;
        private MonoTime _last;
        private long _sequence;

        public Link(StreamOptions options, FrameClock clock)
        {
            (_options, _clock) = (options, clock);
            int bytes = CameraFrame.BytesFor(options.Width, options.Height, PixelFormat.Nv12);
            _planar = new byte[bytes];
            _pool = new FramePool(options.QueueCapacity + options.HeldByReader + 1, bytes);
            Queue = new FrameQueue(options.QueueCapacity);
            Name = $"camera {StreamOptions.Scheme}{options.Host}:{options.Port}";
        }

        public FrameQueue Queue { get; }

        public LatencyHistogram Ages { get; } = new();

        public string Name { get; }

        public void Open()
        {
            (_hasHeader, _isInPicture, _lineLength) = (false, false, 0);
            _socket = Connected();
        }

        public void Pump()
        {
            if (!_socket!.Poll(LinkThread.PollMs * 1000, SelectMode.SelectRead))
                return;

            int length = _isInPicture
                ? _socket.Receive(_planar.AsSpan(_filled), SocketFlags.None)
                : _socket.Receive(_line.AsSpan(_lineLength, 1), SocketFlags.None);
            if (length == 0)
                throw new IOException($"{Name}: the sender closed the connection");
            if (_isInPicture)
                Fill(length);
            else
                EndLine();
        }

        public void Close()
        {
            _socket?.Dispose();
            _socket = null;
        }

        private Socket Connected()
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            using var limit = new CancellationTokenSource(AnswerMs);
            try
            {
                socket.ConnectAsync(_options.Host, _options.Port, limit.Token).AsTask().GetAwaiter().GetResult();
                return socket;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                throw new IOException($"{Name}: {(error is SocketException ? error.Message : "no answer")}", error);
            }
        }

        private void EndLine()
        {
            if (_line[_lineLength] != (byte)'\n')
            {
                if (++_lineLength == _line.Length)
                    throw new IOException($"{Name}: a header line is longer than {_line.Length} bytes");
                return;
            }

            ReadOnlySpan<byte> line = _line.AsSpan(0, _lineLength);
            _lineLength = 0;
            if (_hasHeader)
                BeginPicture(line);
            else
                Check(Y4mText.ReadStream(line, Name));
            _hasHeader = true;
        }

        private void Check((int Width, int Height) size)
        {
            if (size != (_options.Width, _options.Height))
            {
                throw new IOException(
                    $"{Name}: pictures are {size.Width}x{size.Height}, to come are {_options.Width}x{_options.Height}");
            }
        }

        private void BeginPicture(ReadOnlySpan<byte> line)
        {
            if (!Y4mText.TryReadFrame(line, out long ageNs))
                throw new IOException($"{Name}: a picture was to begin, and something else came");

            _captured = new MonoTime(_clock.Now.Nanoseconds - ageNs);
            (_isInPicture, _filled) = (true, 0);
        }

        private void Fill(int length)
        {
            _filled += length;
            if (_filled < _planar.Length)
                return;

            _isInPicture = false;
            Ages.Record(_clock.Now.AgeOf(_captured));
            Publish();
        }

        private void Publish()
        {
            // The sender's age jitters by less than a period; capture times never go back.
            _captured = _captured > _last ? _captured : new MonoTime(_last.Nanoseconds + 1);
            _last = _captured;
            if (!_pool.TryRent(out CameraFrame frame))
            {
                Queue.CountDropped();
                return;
            }

            PlanarPixels.ToNv12(_planar, _options.Width * _options.Height, frame.Pixels);
            frame.Describe(_captured, _sequence++, _options.Width, _options.Height, PixelFormat.Nv12);
            while (!Queue.TryAdd(frame))
                Queue.DropOldest();
        }
    }
}
