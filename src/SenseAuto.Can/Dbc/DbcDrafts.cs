using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SenseAuto.Can.Dbc;

/// <summary>A signal while its file is being read: later statements add to it.</summary>
internal sealed class SignalDraft(DbcSignal signal, string muxMark)
{
    /// <summary>"" plain, "M" switch, "m3" present when the switch is 3, "m3M" both.</summary>
    public string MuxMark { get; } = muxMark;

    public DbcSignal Signal { get; set; } = signal;

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public bool IsSwitch => MuxMark.EndsWith('M');

    public bool IsMuxed => MuxMark.StartsWith('m');

    public ulong MuxValue =>
        ulong.TryParse(MuxMark.Trim('m', 'M'), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : 0;
}

/// <summary>A message while its file is being read.</summary>
internal sealed class MessageDraft(DbcMessage message)
{
    public DbcMessage Message { get; set; } = message;

    public List<SignalDraft> Signals { get; } = [];

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public SignalDraft? Find(string name) => Signals.Find(signal => signal.Signal.Name == name);

    public DbcMessage Finish(int cycleTimeMs, bool isFd) => Message with
    {
        Signals = [.. Signals.Select(Finish)],
        Attributes = Attributes,
        // Names over 32 characters are cut in the statements and kept whole in attributes.
        Name = Attributes.GetValueOrDefault("SystemMessageLongSymbol", Message.Name),
        CycleTimeMs = cycleTimeMs,
        IsFd = isFd,
    };

    private DbcSignal Finish(SignalDraft draft)
    {
        DbcSignal signal = draft.Signal with
        {
            Name = LongName(draft),
            IsMuxSwitch = draft.IsSwitch,
            Attributes = draft.Attributes,
        };
        if (signal.Mux is { } written && Find(written.Switch) is { } named)
            return signal with { Mux = written with { Switch = LongName(named) } };
        if (!draft.IsMuxed || signal.Mux is not null)
            return signal;

        // Plain multiplexing has one switch a message: the one that is not multiplexed itself.
        SignalDraft? owner = Signals.Find(other => other.IsSwitch && !other.IsMuxed);
        return owner is null
            ? signal
            : signal with { Mux = new DbcMux(LongName(owner), [new DbcMuxRange(draft.MuxValue, draft.MuxValue)]) };
    }

    private static string LongName(SignalDraft draft) =>
        draft.Attributes.GetValueOrDefault("SystemSignalLongSymbol", draft.Signal.Name);
}
