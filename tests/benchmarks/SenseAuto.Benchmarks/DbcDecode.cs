using System;
using SenseAuto.Can.Dbc;

namespace SenseAuto.Benchmarks;

/// <summary>How many frames a second one core decodes: every signal of the first message of a DBC file, physical values.</summary>
public static class DbcDecodeBenchmark
{
    private const int Payloads = 64;
    private const int Batch = 100_000;

    /// <param name="dbcPath">The file whose first message is decoded.</param>
    /// <param name="seconds">How long to measure, after as long a warm-up of at most one second.</param>
    public static double FramesPerSecond(string dbcPath, double seconds)
    {
        DbcMessage message = DbcDatabase.Load(dbcPath).Messages[0];
        var codec = new MessageCodec(message);
        byte[] payloads = new byte[Payloads * message.Length];
        for (int i = 0; i < payloads.Length; i++)
            payloads[i] = (byte)((i * 151) & 0xFF);

        Measure(codec, payloads, Math.Min(1, seconds));
        return Measure(codec, payloads, seconds);
    }

    private static double Measure(MessageCodec codec, byte[] payloads, double seconds)
    {
        TimeProvider clock = TimeProvider.System;
        long started = clock.GetTimestamp();
        long frames = 0;
        double elapsed;
        do
        {
            Decode(codec, payloads);
            frames += Batch;
            elapsed = clock.GetElapsedTime(started).TotalSeconds;
        }
        while (elapsed < seconds);

        return frames / elapsed;
    }

    private static void Decode(MessageCodec codec, byte[] payloads)
    {
        Span<double> physical = stackalloc double[codec.SignalCount];
        int length = codec.Message.Length;
        for (int i = 0; i < Batch; i++)
            codec.Decode(payloads.AsSpan(i % Payloads * length, length), physical);
    }
}
