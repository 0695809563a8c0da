using System;
using System.Globalization;
using SenseAuto.Cabin.Face;
using SenseAuto.Cabin.Gestures;
using SenseAuto.Cabin.Identity;
using SenseAuto.Cabin.Occupants;
using SenseAuto.Core.Health;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Rings;
using SenseAuto.Core.Time;
using SenseAuto.Inference;
using SenseAuto.Inference.Cabin;
using Spectre.Console;

namespace SenseAuto.Benchmarks;

/// <summary>What hands, occupants, belts and identity cost a look, on one thread, in slow slots.</summary>
public static class CabinSlowBench
{
    private const int WarmUp = 3;
    private const int Looks = 40;

    public static void Run(Table table, ModelStore store, CameraFrame picture)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(store);
        using var palms = new PalmDetector(store.Open(PalmDetector.ModelId), 0.5f);
        using var landmarks = HandLandmarker.Open(store);
        using var objects = new CabinObjectSight(store.Open(CabinObjectSight.ModelId), 0.2f);
        using var telephones = new HeldSight(store.Open(HeldSight.ModelId));
        using var belt = BeltSight.Open(store);
        using var embedder = new FaceEmbedder(store.Open(FaceEmbedder.ModelId));
        var hands = new FixedList<HandCandidate>(PalmDecoder.HandsMax);
        var things = new FixedList<CabinObject>(CabinObjectDecoder.ObjectsMax);
        var hand = new HandMesh();
        float[] face = new float[Embedding.Length];
        FaceCrop whole = FaceDetector.Whole(picture);
        FaceCrop part = whole with { Side = 200 };
        FaceCrop body = whole with { Side = 700 };
        var someone = new FaceCandidate(
            1, default, new PixelPoint(600, 300), new PixelPoint(680, 300), new PixelPoint(640, 340),
            new PixelPoint(640, 380));
        Measure(table, "hands found on the whole picture", () => palms.TryFind(picture, in whole, hands));
        Measure(table, "points of one hand, both halves", () => landmarks.TryRun(picture, in part, hand));
        Measure(table, "people, pets and things", () => objects.TryFind(picture, in whole, things));
        Measure(table, "telephones on one part of the driver", () => telephones.TryFind(picture, in body, things));
        Measure(table, "belt of one person", () => belt.TryRun(picture, in part, out _));
        Measure(table, "identity and age of one person", () => embedder.TryRun(picture, in someone, face));
    }

    private static void Measure(Table table, string name, Func<bool> look)
    {
        var clock = new FrameClock(TimeProvider.System);
        var took = new LatencyHistogram();
        long bytes = 0;
        TimeSpan cpuBefore = default;
        for (int i = 0; i < WarmUp + Looks; i++)
        {
            if (i == WarmUp)
                cpuBefore = Environment.CpuUsage.TotalTime;
            long before = GC.GetAllocatedBytesForCurrentThread();
            MonoTime began = clock.Now;
            look();
            if (i < WarmUp)
                continue;

            took.Record(clock.Now.Since(began));
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        double cpuMs = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds / Looks;
        table.AddRow(
            name, cpuMs.ToString("F2", CultureInfo.InvariantCulture), Ms(took.Quantile(0.5)), Ms(took.Quantile(0.99)),
            $"{bytes / Looks} a run", "slow slot");
    }

    private static string Ms(MonoDuration took) => took.Milliseconds.ToString("F2", CultureInfo.InvariantCulture);
}
