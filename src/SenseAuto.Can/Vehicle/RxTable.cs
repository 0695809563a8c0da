using System.Collections.Generic;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>The newest good values of every message of a profile. One thread; no call allocates.</summary>
internal sealed class RxTable
{
    private const int ChecksumBytesMax = 64;
    private readonly IReadOnlyList<RxRule> _rules;
    private readonly Slot[] _slots;
    private readonly Dictionary<ulong, int> _byKey = [];

    public RxTable(IReadOnlyList<RxRule> rules)
    {
        _rules = rules;
        _slots = new Slot[rules.Count];
        for (int i = 0; i < rules.Count; i++)
        {
            _slots[i] = new Slot(rules[i]);
            _byKey[Key(rules[i].Bus, rules[i].Id, rules[i].IsExtended)] = i;
        }
    }

    public RxFaults Faults { get; } = new();

    /// <summary>When a fault of this kind was last seen; zero when never.</summary>
    public MonoTime LastChecksumFault { get; private set; }

    public MonoTime LastCounterFault { get; private set; }

    /// <summary>Index of the rule whose values are new now; -1 when the frame is not ours or was not used.</summary>
    public int Apply(in CanFrame frame)
    {
        if ((frame.Flags & (CanFlags.Remote | CanFlags.Error)) != 0 ||
            !_byKey.TryGetValue(Key(frame.Bus, frame.Id, frame.IsExtended), out int index))
        {
            return -1;
        }

        Slot slot = _slots[index];
        RxRule rule = _rules[index];
        if (frame.Length != rule.Length)
        {
            Faults.Add(RxFault.Length);
            return -1;
        }

        if (rule.Checksum == RxChecksum.Toyota && !IsToyotaChecksumRight(in frame))
        {
            Faults.Add(RxFault.Checksum);
            LastChecksumFault = frame.Captured;
            return -1;
        }

        if (!IsCounterRight(slot, rule, in frame))
        {
            Faults.Add(RxFault.Counter);
            LastCounterFault = frame.Captured;
            return -1;
        }

        slot.Take(in frame, Faults);
        return index;
    }

    /// <summary>True when the message came and is not older than its time-out.</summary>
    public bool IsFresh(int rule, MonoTime now) =>
        _slots[rule].HasCome && now.AgeOf(_slots[rule].Captured) <= _rules[rule].Timeout;

    public MonoTime Captured(int rule) => _slots[rule].Captured;

    /// <summary>NaN for a value out of its limits, or none yet.</summary>
    public double Value(int rule, int signal) => _slots[rule].Values[signal];

    /// <summary>Counts messages that have just become too old. True when any is too old now.</summary>
    public bool WatchTimeouts(MonoTime now)
    {
        bool any = false;
        for (int i = 0; i < _slots.Length; i++)
        {
            bool isStale = !IsFresh(i, now) && !_slots[i].IsStillAwaited(now, _rules[i].Timeout);
            if (isStale && !_slots[i].IsStale)
                Faults.Add(RxFault.Stale);
            _slots[i].IsStale = isStale;
            any |= isStale;
        }

        return any;
    }

    private static ulong Key(byte bus, uint id, bool isExtended) => id | ((ulong)bus << 32) | (isExtended ? 1ul << 40 : 0);

    private static bool IsToyotaChecksumRight(in CanFrame frame)
    {
        int length = frame.Length;
        if (length is 0 or > ChecksumBytesMax)
            return false;

        uint sum = (frame.Id >> 8) + (frame.Id & 0xFF) + (uint)length;
        for (int i = 0; i < length - 1; i++)
            sum += frame.Payload[i];
        return (sum & 0xFF) == frame.Payload[length - 1];
    }

    /// <summary>A step of one is right. After a jump or a time-out counting starts again from here.</summary>
    private static bool IsCounterRight(Slot slot, RxRule rule, in CanFrame frame)
    {
        if (rule.CounterSignal < 0)
            return true;

        ulong mask = ulong.MaxValue >> (64 - rule.Codec[rule.CounterSignal].Signal.BitCount);
        ulong counter = rule.Codec[rule.CounterSignal].Bits(frame.Payload);
        bool isFirst = !slot.HasCounter || frame.Captured.AgeOf(slot.CounterSeen) > rule.Timeout;
        bool isNext = counter == ((slot.Counter + 1) & mask);
        slot.SeeCounter(counter, frame.Captured);
        return isFirst || isNext;
    }

    private sealed class Slot
    {
        private readonly RxRule _rule;
        private MonoTime _awaitedSince;
        private bool _isAwaited;

        public Slot(RxRule rule)
        {
            _rule = rule;
            Values = new double[rule.Codec.SignalCount];
            System.Array.Fill(Values, double.NaN);
        }

        public double[] Values { get; }

        public MonoTime Captured { get; private set; }

        public bool HasCome { get; private set; }

        public bool IsStale { get; set; }

        public bool HasCounter { get; private set; }

        public ulong Counter { get; private set; }

        public MonoTime CounterSeen { get; private set; }

        public void SeeCounter(ulong counter, MonoTime at)
        {
            Counter = counter;
            CounterSeen = at;
            HasCounter = true;
        }

        public void Take(in CanFrame frame, RxFaults faults)
        {
            _rule.Codec.Decode(frame.Payload, Values);
            Captured = frame.Captured;
            HasCome = true;
            for (int i = 0; i < Values.Length; i++)
            {
                if (IsOutside(_rule.Codec[i].Signal, Values[i]))
                {
                    Values[i] = double.NaN;
                    faults.Add(RxFault.Range);
                }
            }
        }

        /// <summary>A message that never came has its time-out, from when we first looked, to come.</summary>
        public bool IsStillAwaited(MonoTime now, MonoDuration timeout)
        {
            if (!_isAwaited)
            {
                _isAwaited = true;
                _awaitedSince = now;
            }

            return !HasCome && now.AgeOf(_awaitedSince) <= timeout;
        }

        // Half a step of tolerance: limits in files are rounded.
        private static bool IsOutside(Dbc.DbcSignal signal, double value) =>
            signal.HasLimits && !double.IsNaN(value) &&
            !(value >= signal.Minimum - (signal.Factor / 2) && value <= signal.Maximum + (signal.Factor / 2));
    }
}
