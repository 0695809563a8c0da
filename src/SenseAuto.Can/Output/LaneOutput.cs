using System;
using SenseAuto.Can.Dbc;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Output;

/// <summary>The lane message: one place for each line.</summary>
internal sealed class LaneOutput
{
    private static readonly int SideCount = Enum.GetValues<LaneSide>().Length;
    private readonly OutputMessage _message;
    private readonly LineSignals[] _lines = new LineSignals[SideCount];

    public LaneOutput(DbcDatabase database)
    {
        _message = new OutputMessage(database, "SA_Lanes");
        for (int i = 0; i < SideCount; i++)
            _lines[i] = new LineSignals(_message, ((LaneSide)i).ToString());
    }

    public bool TryEncode(ReadOnlySpan<LaneLine> lines, MonoTime now, byte bus, FixedList<CanFrame> into)
    {
        _message.Begin();
        foreach (ref readonly LaneLine line in lines)
        {
            if ((int)line.Side < SideCount)
                _lines[(int)line.Side].Fill(_message, in line);
        }

        return _message.TryFinish(now, bus, into);
    }

    private sealed class LineSignals(OutputMessage message, string name)
    {
        private readonly int _validity = message.Signal(name + "Validity");
        private readonly int _type = message.Signal(name + "Type");
        private readonly int _offset = message.Signal(name + "Offset");
        private readonly int _heading = message.Signal(name + "Heading");
        private readonly int _curvature = message.Signal(name + "Curvature");
        private readonly int _curvatureRate = message.Signal(name + "CurvatureRate");
        private readonly int _viewFrom = message.Signal(name + "ViewFrom");
        private readonly int _viewTo = message.Signal(name + "ViewTo");
        private readonly int _quality = message.Signal(name + "Quality");
        private readonly int _offsetSigma = message.Signal(name + "OffsetSigma");

        public void Fill(OutputMessage into, in LaneLine line)
        {
            into.SetCode(_validity, (int)line.Validity);
            if (line.Validity == Validity.Unavailable)
                return;

            into.SetCode(_type, (int)line.Type);
            into.Set(_offset, line.Offset.Value);
            into.Set(_heading, line.Heading.Value);
            into.Set(_curvature, line.Curvature.Value);
            into.Set(_curvatureRate, line.CurvatureRate);
            into.Set(_viewFrom, line.ViewFrom.Value);
            into.Set(_viewTo, line.ViewTo.Value);
            into.Set(_quality, line.Quality);
            into.Set(_offsetSigma, line.OffsetSigma.Value);
        }
    }
}
