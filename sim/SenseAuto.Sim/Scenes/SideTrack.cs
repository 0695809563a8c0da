using System;
using System.Collections.Generic;

namespace SenseAuto.Sim.Scenes;

/// <summary>Where somebody is across the road while he makes his moves, one after the other.</summary>
public struct SideTrack(double leftM)
{
    private int _next;
    private double _fromM;
    private double _beganS;
    private bool _isMoving;

    /// <summary>From the reference line.</summary>
    public double LeftM { get; private set; } = leftM;

    public double LeftMps { get; private set; }

    /// <param name="nearM">Along the road between our front and him; infinity where that means nothing.</param>
    public void Step(IReadOnlyList<SideMove> moves, double nowS, double nearM)
    {
        ArgumentNullException.ThrowIfNull(moves);
        LeftMps = 0;
        if (_next >= moves.Count)
            return;

        SideMove move = moves[_next];
        if (!_isMoving && nowS >= move.AtS && (move.WithinM <= 0 || nearM <= move.WithinM))
            (_isMoving, _fromM, _beganS) = (true, LeftM, nowS);
        if (!_isMoving)
            return;

        // Half a cosine: the smoothest way from one place to another in a given time.
        double share = Math.Min(1, (nowS - _beganS) / move.ForS);
        LeftM = _fromM + ((move.ToLeftM - _fromM) * (1 - Math.Cos(Math.PI * share)) / 2);
        LeftMps = (move.ToLeftM - _fromM) * Math.PI * Math.Sin(Math.PI * share) / (2 * move.ForS);
        if (share >= 1)
            (_isMoving, _next) = (false, _next + 1);
    }
}
