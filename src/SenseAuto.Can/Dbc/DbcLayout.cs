using System;
using System.Collections.Generic;
using System.Linq;

namespace SenseAuto.Can.Dbc;

/// <summary>Warns of signals that do not lie in their payload, lie on each other, or can never be seen.</summary>
internal static class DbcLayout
{
    private const int BitCountMax = 64;
    private const int Words = 9;

    public static void Check(DbcMessage message, DbcDraft draft)
    {
        foreach (DbcSignal signal in message.Signals)
            CheckAlone(message, signal, draft);

        ulong[][] masks = [.. message.Signals.Select(Mask)];
        for (int i = 0; i < masks.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Overlap(masks[i], masks[j]) && CanBothBePresent(message.Signals[i], message.Signals[j]))
                {
                    string text = $"overlaps signal {message.Signals[j].Name}";
                    draft.Warn(message.Signals[i].Line, text, message.Name, message.Signals[i].Name);
                }
            }
        }
    }

    private static void CheckAlone(DbcMessage message, DbcSignal signal, DbcDraft draft)
    {
        if (signal.BitCount is < 1 or > BitCountMax)
            Warn($"length {signal.BitCount} is outside 1..{BitCountMax} bits; it is never decoded");
        else if (signal.BytesNeeded > message.Length)
            Warn($"does not fit in the {message.Length} bytes of the message; it is decoded only from longer frames");
        if (signal.Mux is { } mux && message.IndexOf(mux.Switch) < 0)
            Warn($"its switch {mux.Switch} is not in the message; it is never decoded");
        if (!(Math.Abs(signal.Factor) > 0) || double.IsInfinity(signal.Factor))
            Warn("its factor is not a usable number");

        void Warn(string text) => draft.Warn(signal.Line, text, message.Name, signal.Name);
    }

    private static ulong[] Mask(DbcSignal signal)
    {
        ulong[] mask = new ulong[Words];
        for (int i = 0; i < Math.Min(signal.BitCount, BitCountMax); i++)
        {
            int position = DbcBits.Position(signal.StartBit, signal.BitCount, signal.IsBigEndian, i);
            if (position < Words * 64)
                mask[position / 64] |= 1ul << (position % 64);
        }

        return mask;
    }

    private static bool Overlap(ulong[] a, ulong[] b)
    {
        for (int i = 0; i < Words; i++)
        {
            if ((a[i] & b[i]) != 0)
                return true;
        }

        return false;
    }

    private static bool CanBothBePresent(DbcSignal a, DbcSignal b)
    {
        if (a.Mux is null || b.Mux is null)
            return true;
        if (a.Mux.Switch != b.Mux.Switch)
            return false;

        return Intersect(a.Mux.Ranges, b.Mux.Ranges);
    }

    private static bool Intersect(IReadOnlyList<DbcMuxRange> a, IReadOnlyList<DbcMuxRange> b) =>
        a.Any(x => b.Any(y => x.First <= y.Last && y.First <= x.Last));
}
