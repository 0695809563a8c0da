using System;
using SenseAuto.Core;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Ports;
using SenseAuto.Core.Time;
using SenseAuto.Sim.Scenes;

namespace SenseAuto.Sim.Sights;

/// <summary>Signs and lights as the signs' and the lights' followers would have them: told once they have been in sight for a while.</summary>
internal sealed class ToldPosts
{
    // A passed sign is told this long, then forgotten; a light that is as near is out of the picture. Chosen by us.
    private const double PassedForS = 1.5;
    private const double SignSizeM = 0.6;
    private const double SignUpM = 2.2;
    private const int LampIds = 1000;
    private readonly SightModel _model;
    private readonly CameraGeometry _camera;
    private readonly double[] _signSinceS;
    private readonly double[] _signPassedS;
    private readonly double[] _lampSinceS;
    private readonly LightState[] _lampState;

    public ToldPosts(SightModel model, CameraGeometry camera, IScene scene)
    {
        (_model, _camera) = (model, camera);
        _signSinceS = Never(scene.Signs.Length);
        _signPassedS = Never(scene.Signs.Length);
        _lampSinceS = Never(scene.Lamps.Length);
        _lampState = new LightState[scene.Lamps.Length];
    }

    public void Tell(ClosedLoop loop, MonoTime captured, double nowS, SeenRoad into)
    {
        GroundPose own = new(loop.State.XM, loop.State.YM, loop.State.HeadingRad);
        ReadOnlySpan<SceneSign> signs = loop.Scene.Signs;
        for (int i = 0; i < signs.Length; i++)
            TellSign(i, in signs[i], in own, captured, nowS, into);

        ReadOnlySpan<SceneLamp> lamps = loop.Scene.Lamps;
        int relevant = Relevant(lamps, in own);
        for (int i = 0; i < lamps.Length; i++)
            TellLamp(i, in lamps[i], i == relevant, in own, captured, nowS, into);
    }

    private void TellSign(int index, in SceneSign sign, in GroundPose own, MonoTime captured, double nowS, SeenRoad into)
    {
        (double forward, double left) = own.ToOwn(sign.Pose.XM, sign.Pose.YM);
        double ahead = forward - _camera.Forward.Value;
        bool isForUs = Math.Cos(sign.Pose.HeadingRad - own.HeadingRad) > 0.3;
        PixelBox box = BoxOf(forward, left, SignUpM, SignSizeM, SignSizeM);
        if (isForUs && ahead > 0 && ahead < _model.SignRangeM && box.Width > 0)
            _signSinceS[index] = Math.Min(_signSinceS[index], nowS);
        if (!(nowS >= _signSinceS[index] + _model.ConfirmS))
            return;

        if (ahead <= 0)
            _signPassedS[index] = Math.Min(_signPassedS[index], nowS);
        bool hasPassed = nowS >= _signPassedS[index];
        if (hasPassed && nowS > _signPassedS[index] + PassedForS)
            return;

        MonoTime passed = hasPassed ? captured + MonoDuration.FromSeconds(_signPassedS[index] - nowS) : default;
        into.Signs.TryAdd(new TrafficSign(
            captured, index + 1, sign.Class, box.Width > 0 ? Validity.Valid : Validity.Degraded, 0.95f, box,
            new Metres(ahead), new Metres(left), hasPassed, passed));
    }

    private void TellLamp(
        int index, in SceneLamp lamp, bool isRelevant, in GroundPose own, MonoTime captured, double nowS, SeenRoad into)
    {
        (double forward, double left) = own.ToOwn(lamp.Pose.XM, lamp.Pose.YM);
        PixelBox box = BoxOf(forward, left, lamp.UpM, 0.3, 0.9);
        bool isSeen = forward > _camera.Forward.Value + 1 && forward < _model.LampRangeM && box.Width > 0
            && Math.Cos(lamp.Pose.HeadingRad - own.HeadingRad) > 0.3;
        if (!isSeen)
        {
            _lampSinceS[index] = double.PositiveInfinity;
            return;
        }

        if (_lampState[index] != lamp.State || double.IsPositiveInfinity(_lampSinceS[index]))
            (_lampSinceS[index], _lampState[index]) = (nowS, lamp.State);

        bool isKnown = nowS >= _lampSinceS[index] + _model.ConfirmS;
        MonoTime since = captured + MonoDuration.FromSeconds(Math.Min(0, _lampSinceS[index] + _model.ConfirmS - nowS));
        into.Lights.TryAdd(new TrafficLight(
            captured, LampIds + index, Validity.Valid, isKnown ? lamp.State : LightState.Unknown, isKnown ? 0.95f : 0.4f, since,
            isRelevant, isRelevant ? 0.9f : 0.2f, new Metres(forward), new Metres(0.15 * forward), new Metres(left),
            new Metres(lamp.UpM), box));
    }

    /// <summary>The nearest light that is for us and still ahead; -1 for none.</summary>
    private int Relevant(ReadOnlySpan<SceneLamp> lamps, in GroundPose own)
    {
        int best = -1;
        double nearest = _model.LampRangeM;
        for (int i = 0; i < lamps.Length; i++)
        {
            double forward = own.ToOwn(lamps[i].Pose.XM, lamps[i].Pose.YM).ForwardM;
            if (!lamps[i].IsForUs || forward < 3 || forward > nearest)
                continue;

            (best, nearest) = (i, forward);
        }

        return best;
    }

    private PixelBox BoxOf(double forward, double left, double up, double width, double height)
    {
        bool isIn = _camera.TryProject(forward, left + (width / 2), up + (height / 2), out double x0, out double y0)
            & _camera.TryProject(forward, left - (width / 2), up - (height / 2), out double x1, out double y1);
        bool isWhole = isIn && x0 >= 0 && y0 >= 0 && x1 < _camera.Width && y1 < _camera.Height;
        return isWhole ? new PixelBox((float)x0, (float)y0, (float)(x1 - x0), (float)(y1 - y0)) : default;
    }

    private static double[] Never(int count)
    {
        double[] times = new double[count];
        Array.Fill(times, double.PositiveInfinity);
        return times;
    }
}
