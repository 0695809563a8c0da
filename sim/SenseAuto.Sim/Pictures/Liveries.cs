using System;

namespace SenseAuto.Sim.Pictures;

/// <summary>Colours of everything, by kind and number. Chosen by us after what is seen on roads.</summary>
internal sealed class Liveries
{
    private static readonly (int R, int G, int B)[] Paints =
    [
        (196, 198, 200), (86, 88, 92), (232, 232, 230), (110, 114, 118), (72, 82, 118), (146, 66, 64), (150, 152, 150), (66, 76, 66),
        (176, 168, 150), (84, 120, 160),
    ];

    private static readonly (int R, int G, int B)[] Coats =
    [
        (150, 40, 42), (40, 60, 110), (60, 60, 62), (104, 72, 50), (210, 160, 40), (90, 150, 200), (225, 225, 222), (120, 70, 120),
    ];

    private static readonly (int R, int G, int B)[] Legs = [(40, 44, 60), (62, 60, 58), (110, 100, 84), (30, 30, 32)];

    private static readonly (int R, int G, int B)[] ChildLegs = [(70, 84, 130), (40, 44, 60), (96, 88, 76)];

    private static readonly (int R, int G, int B)[] Skins = [(214, 170, 142), (190, 140, 108), (120, 82, 60), (228, 186, 160)];

    private readonly Finish[] _now = new Finish[(int)Surface.Count];
    private readonly Finish[] _common;

    public Liveries(bool isLampLit) => _common = Common(isLampLit);

    /// <summary>What stands beside the road.</summary>
    public ReadOnlySpan<Finish> Street => _common;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<Finish> Of(in RoadActor actor)
    {
        _common.CopyTo(_now, 0);
        (int r, int g, int b) = Paints[Index(actor.Colour, Paints.Length)];
        bool isBus = actor.Kind == ActorKind.Bus;
        Set(Surface.Paint, Yuv.FromRgb(r, g, b), isBus ? 0.08f : 0.60f);
        Set(Surface.PaintDark, Yuv.FromRgb(r * 6 / 10, g * 6 / 10, b * 6 / 10), 0.08f);
        Set(Surface.Box, Yuv.FromRgb((r + 460) / 3, (g + 460) / 3, (b + 460) / 3), 0.03f);
        Set(Surface.BoxEdge, Yuv.FromGrey(96), 0.05f);
        (r, g, b) = Coats[Index(actor.Colour, Coats.Length)];
        Set(Surface.Coat, Yuv.FromRgb(r, g, b));
        bool isChild = actor.Kind == ActorKind.Child;
        (r, g, b) = isChild ? ChildLegs[Index(actor.Colour, ChildLegs.Length)] : Legs[Index(actor.Colour / 3, Legs.Length)];
        Set(Surface.Trousers, Yuv.FromRgb(r, g, b));
        (r, g, b) = Skins[Index(actor.Colour / 2, Skins.Length)];
        Set(Surface.Skin, Yuv.FromRgb(r, g, b));
        if (actor.IsBraking)
        {
            _now[(int)Surface.BrakeLamp] = new Finish(Yuv.FromRgb(255, 60, 50), 0, 190);
            _now[(int)Surface.TailLamp] = new Finish(Yuv.FromRgb(235, 30, 34), 0, 105);
        }

        return _now;
    }

    /// <summary>A traffic light's; valid until the next call.</summary>
    public ReadOnlySpan<Finish> Of(LampState state)
    {
        _common.CopyTo(_now, 0);
        if (state is LampState.Red or LampState.RedAmber)
            _now[(int)Surface.LampRed] = new Finish(Yuv.FromRgb(255, 50, 50), 0, 215);
        if (state is LampState.Amber or LampState.RedAmber)
            _now[(int)Surface.LampAmber] = new Finish(Yuv.FromRgb(255, 190, 50), 0, 215);
        if (state == LampState.Green)
            _now[(int)Surface.LampGreen] = new Finish(Yuv.FromRgb(60, 255, 170), 0, 215);
        return _now;
    }

    private static int Index(int number, int count) => ((number % count) + count) % count;

    private static Finish[] Common(bool isLampLit)
    {
        var all = new Finish[(int)Surface.Count];
        void Put(Surface surface, int r, int g, int b, float gloss = 0, float glow = 0) =>
            all[(int)surface] = new Finish(Yuv.FromRgb(r, g, b), gloss, glow);
        Put(Surface.Plastic, 44, 45, 47, 0.04f);
        Put(Surface.Glass, 15, 19, 22, 0.10f);
        Put(Surface.Rubber, 24, 24, 25);
        Put(Surface.Rim, 150, 152, 155, 0.15f);
        Put(Surface.Chrome, 170, 172, 176, 0.4f);
        Put(Surface.Under, 14, 14, 15);
        Put(Surface.TailLamp, 165, 22, 26, 0.10f, isLampLit ? 60 : 0);
        Put(Surface.BrakeLamp, 130, 18, 22, 0.10f, isLampLit ? 75 : 0);
        Put(Surface.Reverse, 200, 200, 200, 0.15f);
        Put(Surface.Indicator, 210, 130, 60, 0.1f);
        Put(Surface.HeadLamp, 215, 220, 225, 0.35f, isLampLit ? 225 : 0);
        Put(Surface.Plate, 228, 228, 222, 0, isLampLit ? 75 : 0);
        Put(Surface.Hair, 52, 40, 32);
        Put(Surface.Shoes, 34, 30, 28);
        Put(Surface.Metal, 150, 154, 158, 0.10f);
        Put(Surface.Leaves, 62, 88, 46);
        Put(Surface.LeavesDark, 38, 54, 32);
        Put(Surface.LeavesLight, 92, 116, 60);
        Put(Surface.Trunk, 74, 62, 50);
        Put(Surface.Wall, 186, 172, 148);
        Put(Surface.WallDark, 122, 100, 86);
        Put(Surface.Window, 52, 60, 70, 0.22f);
        Put(Surface.RoofTiles, 124, 70, 56);
        Put(Surface.White, 236, 236, 234);
        Put(Surface.Red, 188, 28, 34);
        Put(Surface.Blue, 28, 76, 160);
        Put(Surface.Yellow, 240, 200, 40);
        Put(Surface.Black, 22, 22, 24);
        Put(Surface.LampRed, 60, 14, 14);
        Put(Surface.LampAmber, 62, 46, 14);
        Put(Surface.LampGreen, 14, 54, 34);
        return all;
    }

    private void Set(Surface surface, in Yuv colour, float gloss = 0) => _now[(int)surface] = new Finish(colour, gloss);
}
