using System;
using System.Buffers;
using System.Threading;

namespace SenseAuto.Telemetry.Web;

/// <summary>
/// One WebSocket message in reused memory, shared by reference count between the clients it goes to. Written by its
/// maker before it is posted, then only read.
/// </summary>
internal sealed class OutMessage(OutMessagePool pool, int bytes) : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[bytes];
    private int _references;

    public bool IsText { get; private set; }

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public void Reset(bool isText)
    {
        IsText = isText;
        Length = 0;
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        data.CopyTo(GetSpan(data.Length));
        Advance(data.Length);
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            pool.Return(this);
    }

    /// <summary>Grows to the largest message ever seen, then no more.</summary>
    private void MakeRoom(int sizeHint)
    {
        int wanted = Length + Math.Max(sizeHint, 256);
        if (wanted <= _bytes.Length)
            return;
        if (wanted > OutMessagePool.MessageBytesMax)
        {
            throw new InvalidOperationException(
                $"a message would have {wanted} bytes, allowed {OutMessagePool.MessageBytesMax}");
        }

        Array.Resize(ref _bytes, Math.Max(wanted, Math.Min(_bytes.Length * 2, OutMessagePool.MessageBytesMax)));
    }
}

/// <summary>A fixed number of messages. Empty means drop and count. Any thread.</summary>
internal sealed class OutMessagePool
{
    public const int MessageBytesMax = 8 << 20;
    private const int FirstBytes = 4096;
    private readonly OutMessage[] _free;
    private readonly Lock _gate = new();
    private int _count;
    private long _exhausted;

    public OutMessagePool(int messages)
    {
        _free = new OutMessage[messages];
        for (int i = 0; i < messages; i++)
            _free[i] = new OutMessage(this, FirstBytes);
        _count = messages;
    }

    public long Exhausted => Volatile.Read(ref _exhausted);

    /// <summary>The message comes empty, with one reference, held by the caller.</summary>
    public bool TryRent(bool isText, out OutMessage message)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                _exhausted++;
                message = null!;
                return false;
            }

            message = _free[--_count];
        }

        message.Reset(isText);
        message.Retain();
        return true;
    }

    public void Return(OutMessage message)
    {
        lock (_gate)
            _free[_count++] = message;
    }
}
