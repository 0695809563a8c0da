using System;
using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The two object messages: the lead first, then the nearest ahead.</summary>
internal sealed class ObjectOutput
{
    private const int PerMessage = 4;
    private const int Capacity = 2 * PerMessage;
    private readonly OutputMessage[] _messages;
    private readonly int[] _counts;
    private readonly ObjectSignals[] _signals = new ObjectSignals[Capacity];
    private readonly int[] _chosen = new int[Capacity];

    public ObjectOutput(DbcDatabase database)
    {
        _messages = [new OutputMessage(database, "SA_ObjectsA"), new OutputMessage(database, "SA_ObjectsB")];
        _counts = [_messages[0].Signal("ObjectCount"), _messages[1].Signal("ObjectCount")];
        for (int i = 0; i < Capacity; i++)
            _signals[i] = new ObjectSignals(_messages[i / PerMessage], $"Object{i + 1}");
    }

    public bool TryEncode(ReadOnlySpan<TrackedObject> objects, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        int chosen = Choose(objects);
        for (int m = 0; m < _messages.Length; m++)
        {
            _messages[m].Begin();
            _messages[m].Set(_counts[m], objects.Length);
        }

        for (int i = 0; i < chosen; i++)
            _signals[i].Fill(_messages[i / PerMessage], in objects[_chosen[i]]);
        return _messages[0].TryFinish(now, bus, into) & _messages[1].TryFinish(now, bus, into);
    }

    public bool TryEncodeUnavailable(MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        bool hadRoom = true;
        foreach (OutputMessage message in _messages)
        {
            message.Begin();
            hadRoom &= message.TryFinish(now, bus, into);
        }

        return hadRoom;
    }

    private static double Rank(in TrackedObject o)
    {
        if (o.IsLead)
            return double.NegativeInfinity;

        // Behind us, or not known where, comes last.
        return o.Forward.Value >= 0 ? o.Forward.Value : double.MaxValue;
    }

    /// <summary>The indices of the best, in order; earlier ones win among equals.</summary>
    private int Choose(ReadOnlySpan<TrackedObject> objects)
    {
        int count = 0;
        for (int i = 0; i < objects.Length; i++)
        {
            if (objects[i].Validity == Validity.Unavailable)
                continue;

            int place = count;
            while (place > 0 && Rank(in objects[i]) < Rank(in objects[_chosen[place - 1]]))
                place--;
            if (place == Capacity)
                continue;

            int moved = Math.Min(count, Capacity - 1) - place;
            Array.Copy(_chosen, place, _chosen, place + 1, moved);
            _chosen[place] = i;
            count = Math.Min(count + 1, Capacity);
        }

        return count;
    }

    /// <summary>Where the signals of one object are.</summary>
    private sealed class ObjectSignals(OutputMessage message, string name)
    {
        private readonly int _id = message.Signal(name + "Id");
        private readonly int _class = message.Signal(name + "Class");
        private readonly int _validity = message.Signal(name + "Validity");
        private readonly int _camera = message.Signal(name + "SeenByCamera");
        private readonly int _radar = message.Signal(name + "SeenByRadar");
        private readonly int _isLead = message.Signal(name + "IsLead");
        private readonly int _isStationary = message.Signal(name + "IsStationary");
        private readonly int _forward = message.Signal(name + "Forward");
        private readonly int _left = message.Signal(name + "Left");
        private readonly int _forwardSpeed = message.Signal(name + "ForwardSpeed");
        private readonly int _leftSpeed = message.Signal(name + "LeftSpeed");
        private readonly int _forwardAccel = message.Signal(name + "ForwardAccel");
        private readonly int _width = message.Signal(name + "Width");
        private readonly int _existence = message.Signal(name + "Existence");

        public void Fill(OutputMessage into, in TrackedObject o)
        {
            into.Set(_id, o.Id);
            into.SetCode(_class, (int)o.Class);
            into.SetCode(_validity, (int)o.Validity);
            into.SetFlag(_camera, (o.Sources & TrackSources.Camera) != 0);
            into.SetFlag(_radar, (o.Sources & TrackSources.Radar) != 0);
            into.SetFlag(_isLead, o.IsLead);
            into.SetFlag(_isStationary, o.IsStationary);
            into.Set(_forward, o.Forward.Value);
            into.Set(_left, o.Left.Value);
            into.Set(_forwardSpeed, o.ForwardSpeed.Value);
            into.Set(_leftSpeed, o.LeftSpeed.Value);
            into.Set(_forwardAccel, o.ForwardAcceleration.Value);
            into.Set(_width, o.Width.Value > 0 ? o.Width.Value : double.NaN);
            into.Set(_existence, o.Existence);
        }
    }
}
