using System;
using System.Numerics;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>
/// Gathers the target messages of one radar cycle. The cycle is handed out when its last message is in; when one is missing,
/// as soon as the next cycle begins. No call allocates.
/// </summary>
internal sealed class RadarCycles
{
    private readonly RadarLayout _layout;
    private readonly int[] _targetOfRule;
    private readonly MonoDuration _gap;
    private readonly ulong _all;
    private RadarTarget[] _building;
    private RadarTarget[] _newest;
    private int _buildingCount;
    private int _newestCount;
    private ulong _seen;
    private MonoTime _started;
    private MonoTime _last;

    public RadarCycles(RadarLayout layout, int ruleCount)
    {
        _layout = layout;
        _targetOfRule = new int[ruleCount];
        Array.Fill(_targetOfRule, -1);
        for (int i = 0; i < layout.Rules.Count; i++)
            _targetOfRule[layout.Rules[i]] = i;
        _all = ulong.MaxValue >> (64 - layout.Rules.Count);
        _building = new RadarTarget[layout.Rules.Count];
        _newest = new RadarTarget[layout.Rules.Count];
        _gap = new MonoDuration(layout.Period.Nanoseconds / 2);
    }

    public ReadOnlySpan<RadarTarget> Targets => _newest.AsSpan(0, _newestCount);

    public long Count { get; private set; }

    /// <summary>Cycles handed out with a message missing.</summary>
    public long Incomplete { get; private set; }

    /// <summary>Time of the last message of the newest cycle.</summary>
    public MonoTime Captured { get; private set; }

    /// <summary>The rule's values are new; nothing happens when it is not one of the radar's.</summary>
    public void Apply(int rule, RxTable table)
    {
        int target = _targetOfRule[rule];
        if (target < 0)
            return;

        MonoTime at = table.Captured(rule);
        ulong bit = 1ul << target;
        if (_seen != 0 && ((_seen & bit) != 0 || at.AgeOf(_started) > _gap))
            HandOut();
        if (_seen == 0)
            _started = at;
        _seen |= bit;
        _last = at;
        Take(rule, target, table);
        if (_seen == _all)
            HandOut();
    }

    private void Take(int rule, int target, RxTable table)
    {
        RadarSignals signals = _layout.Signals;
        double forwardM = table.Value(rule, signals.Distance) + _layout.Forward.Value;
        double leftM = (table.Value(rule, signals.Lateral) * _layout.LateralScale) + _layout.Left.Value;
        double rateMps = table.Value(rule, signals.RangeRate);
        bool isValid = table.Value(rule, signals.Valid) > 0 && double.IsFinite(forwardM + leftM + rateMps);
        if (!isValid)
            return;

        bool isNew = signals.NewTrack >= 0 && table.Value(rule, signals.NewTrack) > 0;
        _building[_buildingCount++] = new RadarTarget(
            table.Captured(rule), target, Validity.Valid, new Metres(forwardM), new Metres(leftM),
            new MetresPerSecond(rateMps), isNew);
    }

    private void HandOut()
    {
        (_building, _newest) = (_newest, _building);
        _newestCount = _buildingCount;
        _buildingCount = 0;
        Count++;
        Incomplete += BitOperations.PopCount(_seen) == _layout.Rules.Count ? 0 : 1;
        Captured = _last;
        _seen = 0;
    }
}
