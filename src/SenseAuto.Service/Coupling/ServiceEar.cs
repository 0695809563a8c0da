using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SenseAuto.Can.Dbc;
using SenseAuto.Can.E2e;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Sim;
using SenseAuto.Sim.Verdicts;

namespace SenseAuto.Service.Coupling;

/// <summary>
/// What a service somewhere on the network says on CAN, heard as the car's other computers hear it: by the project's own DBC, with
/// check values and counters. Its warnings go to the simulated driver, its states and health into the trace. One thread.
/// </summary>
internal sealed class ServiceEar
{
    // Twice the time after which the service's own DBC lets a receiver time out a message of every frame; chosen by us.
    private static readonly MonoDuration SilentAfter = MonoDuration.FromMilliseconds(500);
    private static readonly MonoDuration Frame = MonoDuration.FromMilliseconds(50);
    private static readonly FunctionId[] Functions = [.. Enum.GetValues<FunctionId>().Where(static function => function != FunctionId.None)];
    private readonly Dictionary<uint, Heard> _messages = [];
    private readonly ClosedLoop _loop;
    private readonly MonoTime _start;
    private readonly HeardMessage _levels;
    private readonly HeardMessage _states;
    private readonly HeardMessage _reasons;
    private readonly WarningSide[] _sides = new WarningSide[LevelList.Count];
    private readonly WarningLevel[] _told = new WarningLevel[LevelList.Count];
    private MonoTime _last;
    private MonoTime _stepped;
    private bool _hasBegun;

    /// <param name="start">Session time at which the drive begins.</param>
    public ServiceEar(DbcDatabase dbc, ClosedLoop loop, MonoTime start)
    {
        (_loop, _start, _last, _stepped) = (loop, start, start, start);
        _levels = Listen(dbc, "SA_WarningLevels", HearLevels);
        _states = Listen(dbc, "SA_FunctionStates", static (_, _) => { });
        _reasons = Listen(dbc, "SA_FunctionReasons", HearStates);
        Listen(dbc, "SA_Heartbeat", HearHealth);
        foreach (FunctionId function in Functions)
            Listen(dbc, $"SA_Warning{function}", (message, _) => HearSide(function, message));
    }

    /// <summary>Something of the service was heard, and it was right.</summary>
    public bool HasHeard { get; private set; }

    /// <summary>Between two rounds of warning levels: one a frame of the service.</summary>
    public LatencyHistogram Rounds { get; } = new();

    /// <summary>Messages whose check value was wrong.</summary>
    public long Broken => _messages.Values.Sum(static heard => heard.Message.Broken);

    /// <summary>Messages that counters say are missing, at least.</summary>
    public long Lost => _messages.Values.Sum(static heard => heard.Message.Lost);

    /// <summary>The longest time in which no warning levels came.</summary>
    public MonoDuration LongestSilence { get; private set; }

    /// <summary>The drive begins: what was said until now was said about nothing.</summary>
    public void Begin() => _hasBegun = true;

    public void Hear(in CanFrame frame, MonoTime now)
    {
        if (!_messages.TryGetValue(frame.Id, out Heard? heard) || !heard.Message.TryTake(in frame))
            return;

        HasHeard = true;
        if (_hasBegun)
            heard.Do(heard.Message, now);
    }

    /// <summary>Nothing was heard for a while: nothing is told to the driver, and the trace goes on.</summary>
    public void Wait(MonoTime now)
    {
        MonoDuration silence = now.AgeOf(_last);
        LongestSilence = silence > LongestSilence ? silence : LongestSilence;
        if (silence <= SilentAfter || now.AgeOf(_stepped) < Frame)
            return;

        Array.Clear(_told);
        foreach (FunctionId function in Functions)
            _loop.Trace.Note(function, FunctionState.Unavailable, FunctionReason.InternalFault, SecondsAt(now));
        _stepped = now;
        _loop.Step(now);
    }

    private void HearLevels(HeardMessage message, MonoTime now)
    {
        Rounds.Record(now.AgeOf(_last));
        _last = now;
        foreach (FunctionId function in Functions)
        {
            int code = message.Code($"Level{function}");
            _told[(int)function] = code is > 0 and <= (int)WarningLevel.Imminent ? (WarningLevel)code : WarningLevel.None;
        }

        if (_levels.Code("SideLaneDeparture") is int side and <= (int)WarningSide.Front)
            _sides[(int)FunctionId.LaneDeparture] = (WarningSide)side;
        TellDriver(now);
    }

    private void TellDriver(MonoTime now)
    {
        foreach (FunctionId function in Functions)
        {
            var warning = new Warning
            {
                Captured = now,
                Function = function,
                Level = _told[(int)function],
                Side = _sides[(int)function],
                ValidUntil = now + SilentAfter,
            };
            if (warning.Level != WarningLevel.None)
                _loop.TrySend(in warning);
        }

        _loop.Step(now);
        for (int i = _loop.Trace.Warnings.Count - 1; i >= 0 && _loop.Trace.Warnings[i].Why.Length == 0; i--)
            _loop.Trace.Explain(i, "told over CAN");
    }

    private void HearSide(FunctionId function, HeardMessage message)
    {
        int side = message.Code("Side");
        if (side <= (int)WarningSide.Front)
            _sides[(int)function] = (WarningSide)side;
    }

    /// <summary>The reasons follow their states.</summary>
    private void HearStates(HeardMessage message, MonoTime now)
    {
        foreach (FunctionId function in Functions)
        {
            int state = _states.Code($"State{function}");
            int reason = _reasons.Code($"Reason{function}");
            if (state <= (int)FunctionState.Warning && Enum.IsDefined((FunctionReason)reason))
                _loop.Trace.Note(function, (FunctionState)state, (FunctionReason)reason, SecondsAt(now));
        }
    }

    private void HearHealth(HeardMessage message, MonoTime now)
    {
        const int notAvailable = 0xFFFF;
        int flags = message.Code("HealthFlags");
        if (flags != notAvailable)
            _loop.Trace.Note((HealthFlags)flags, SecondsAt(now));
    }

    private double SecondsAt(MonoTime now) => now.Since(_start).Seconds;

    private HeardMessage Listen(DbcDatabase dbc, string name, Action<HeardMessage, MonoTime> then)
    {
        var message = new HeardMessage(dbc, name);
        _messages[message.Id] = new Heard(message, then);
        return message;
    }

    private sealed record Heard(HeardMessage Message, Action<HeardMessage, MonoTime> Do);

    /// <summary>One protected message of our DBC as it was last received.</summary>
    private sealed class HeardMessage
    {
        // Over a network some may get lost; more than half a round of the counter cannot be told from a repetition.
        private const uint DeltaMax = 7;
        private readonly MessageCodec _codec;
        private readonly E2eReceiver _receiver;
        private readonly long[] _raw;

        public HeardMessage(DbcDatabase dbc, string name)
        {
            if (!dbc.TryFind(name, out DbcMessage? message))
                throw new DbcFormatException($"{dbc.File}: has no message {name}");

            _codec = new MessageCodec(message);
            _raw = new long[_codec.SignalCount];
            ushort id = ushort.Parse(message.Attributes["E2eDataId"], CultureInfo.InvariantCulture);
            _receiver = new E2eReceiver(message.IsFd ? new E2eProfile05(id) : new E2eProfile01(id, E2eDataIdMode.Both), DeltaMax);
        }

        public uint Id => _codec.Message.Id;

        public long Broken => _receiver.Count(E2eStatus.WrongCrc);

        public long Lost => _receiver.Count(E2eStatus.OkSomeLost) + _receiver.Count(E2eStatus.WrongSequence);

        public bool TryTake(in CanFrame frame)
        {
            if (frame.Length != _codec.Message.Length || _receiver.Check(frame.Payload) == E2eStatus.WrongCrc)
                return false;

            _codec.DecodeRaw(frame.Payload, _raw);
            return true;
        }

        public int Code(string signal) => (int)_raw[_codec.IndexOf(signal)];
    }
}
