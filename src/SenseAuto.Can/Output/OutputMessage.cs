using System;
using System.Collections.Generic;
using System.Globalization;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.E2e;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>
/// One message of our own DBC while it is filled in. It begins with every signal "not available" (its value SNA); a signal
/// leaves that state only through a good value. No call allocates.
/// </summary>
internal sealed class OutputMessage
{
    private const string NotAvailable = "SNA";
    private readonly MessageCodec _codec;
    private readonly E2eSender _sender;
    private readonly byte[] _empty;
    private readonly byte[] _payload;

    /// <exception cref="DbcFormatException">The file lacks the message, or an E2E profile for it.</exception>
    public OutputMessage(DbcDatabase database, string name)
    {
        if (!database.TryFind(name, out DbcMessage? message))
            throw new DbcFormatException($"{database.File}: has no message {name}");

        _codec = new MessageCodec(message);
        _payload = new byte[message.Length];
        _empty = new byte[message.Length];
        for (int i = 0; i < _codec.SignalCount; i++)
        {
            if (message.Signals[i].TryChoice(NotAvailable, out long raw))
                _codec[i].SetRaw(_empty, raw);
        }

        string id = message.Attributes.GetValueOrDefault("E2eDataId", "");
        if (!ushort.TryParse(id, CultureInfo.InvariantCulture, out ushort dataId))
            throw new DbcFormatException($"{database.File}:{message.Line}: {name} has no attribute E2eDataId (0..65535)");

        _sender = new E2eSender(message.IsFd ? new E2eProfile05(dataId) : new E2eProfile01(dataId, E2eDataIdMode.Both));
        Begin();
    }

    /// <exception cref="DbcFormatException">The message lacks the signal, or the signal has no value SNA.</exception>
    public int Signal(string name)
    {
        int index = _codec.IndexOf(name);
        DbcMessage message = _codec.Message;
        if (index < 0)
            throw new DbcFormatException($"line {message.Line}: message {message.Name} has no signal {name}");
        if (!message.Signals[index].TryChoice(NotAvailable, out _))
            throw new DbcFormatException($"line {message.Line}: {message.Name}.{name} has no value {NotAvailable}");

        return index;
    }

    public void Begin() => _empty.CopyTo(_payload, 0);

    /// <summary>NaN stays "not available"; beyond the signal's limits the limit is sent.</summary>
    public void Set(int signal, double value)
    {
        if (double.IsNaN(value))
            return;

        ref readonly SignalCodec codec = ref _codec[signal];
        codec.TrySet(_payload, Math.Clamp(value, codec.Signal.Minimum, codec.Signal.Maximum));
    }

    /// <summary>A code beyond the signal's limits has no meaning to the receiver: it stays "not available".</summary>
    public void SetCode(int signal, int code)
    {
        if (code >= 0 && code <= _codec[signal].Signal.Maximum)
            _codec[signal].SetRaw(_payload, code);
    }

    public void SetFlag(int signal, bool value) => SetCode(signal, value ? 1 : 0);

    /// <summary>Protects what was filled in. False when there was no room, which the list counts.</summary>
    public bool TryFinish(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _sender.Protect(_payload);
        CanFlags flags = _codec.Message.IsFd ? CanFlags.Fd | CanFlags.BitRateSwitch : CanFlags.None;
        return into.TryAdd(new CanFrame(now, bus, _codec.Message.Id, flags, _payload));
    }
}
