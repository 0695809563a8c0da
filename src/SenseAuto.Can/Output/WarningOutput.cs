using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The message of one function's warnings.</summary>
internal sealed class WarningOutput
{
    private readonly OutputMessage _message;
    private readonly int _level;
    private readonly int _side;
    private readonly int _objectId;
    private readonly int _warningFor;
    private readonly int _validFor;
    private readonly int[] _quantities = new int[EvidenceList.Capacity];
    private readonly int[] _values = new int[EvidenceList.Capacity];
    private readonly int[] _limits = new int[EvidenceList.Capacity];
    private MonoTime _validUntil;

    public WarningOutput(DbcDatabase database, FunctionId function)
    {
        _message = new OutputMessage(database, $"SA_Warning{function}");
        _level = _message.Signal("Level");
        _side = _message.Signal("Side");
        _objectId = _message.Signal("ObjectId");
        _warningFor = _message.Signal("WarningFor");
        _validFor = _message.Signal("ValidFor");
        for (int i = 0; i < EvidenceList.Capacity; i++)
        {
            _quantities[i] = _message.Signal($"Why{i + 1}Quantity");
            _values[i] = _message.Signal($"Why{i + 1}Value");
            _limits[i] = _message.Signal($"Why{i + 1}Limit");
        }
    }

    public WarningSide Side { get; private set; }

    /// <summary>Of the newest warning; None once it is no longer valid.</summary>
    public WarningLevel LevelAt(MonoTime now) => now <= _validUntil ? Level : WarningLevel.None;

    /// <summary>NaN when the newest warning was not decided on a time to collision, or is over.</summary>
    public double TimeToCollisionS(MonoTime now) => LevelAt(now) == WarningLevel.None ? double.NaN : _timeToCollisionS;

    private WarningLevel Level { get; set; }

    private double _timeToCollisionS = double.NaN;

    public bool TryEncode(in Warning warning, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        Level = warning.Level;
        Side = warning.Side;
        _validUntil = warning.ValidUntil;
        _timeToCollisionS = double.NaN;
        _message.Begin();
        _message.SetCode(_level, (int)warning.Level);
        _message.SetCode(_side, (int)warning.Side);
        _message.Set(_objectId, warning.ObjectId);
        _message.Set(_warningFor, now.AgeOf(warning.Since).Seconds);
        _message.Set(_validFor, warning.ValidUntil.AgeOf(now).Seconds);
        for (int i = 0; i < EvidenceList.Capacity; i++)
        {
            Evidence why = warning.Why[i];
            _message.SetCode(_quantities[i], (int)why.Quantity);
            if (why.Quantity == Quantity.None)
                continue;

            _message.Set(_values[i], why.Value);
            _message.Set(_limits[i], why.Limit);
            if (why.Quantity == Quantity.TimeToCollisionS)
                _timeToCollisionS = why.Value;
        }

        return _message.TryFinish(now, bus, into);
    }

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        Level = WarningLevel.None;
        _message.Begin();
        return _message.TryFinish(now, bus, into);
    }
}
