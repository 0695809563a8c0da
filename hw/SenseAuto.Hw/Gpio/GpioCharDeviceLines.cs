using System;
using System.Collections.Generic;
using SenseAuto.Hw.Native;

namespace SenseAuto.Hw.Gpio;

/// <summary>
/// Outputs of a Linux GPIO chip through its character device. The lines start off and belong to us until disposed.
/// </summary>
public sealed class GpioCharDeviceLines : IOutputLines, IDisposable
{
    private readonly SafeFd _lines;

    /// <param name="chip">For example /dev/gpiochip0.</param>
    /// <param name="offsets">The chip's own line numbers, 1 to 64 of them; line i of this port is offsets[i].</param>
    /// <exception cref="System.IO.IOException">No such chip, a line that is taken, or no permission: named.</exception>
    public GpioCharDeviceLines(string chip, IReadOnlyList<int> offsets, bool isActiveLow)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentOutOfRangeException.ThrowIfLessThan(offsets.Count, 1, nameof(offsets));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsets.Count, GpioLineRequest.OffsetsMax, nameof(offsets));
        Count = offsets.Count;
        using SafeFd device = Libc.OpenDevice(chip, Libc.OpenReadWrite);
        GpioLineRequest request = Request(offsets, isActiveLow);
        if (!Libc.TryIoctl(device, GpioNative.GetLine, ref request))
            throw Libc.Failure(chip, $"line {string.Join(", ", offsets)} cannot be taken as output");

        _lines = new SafeFd(request.Fd);
    }

    public int Count { get; }

    public bool TrySet(int line, bool isOn)
    {
        if ((uint)line >= (uint)Count)
            return false;

        ulong bit = 1UL << line;
        var values = new GpioLineValues { Bits = isOn ? bit : 0, Mask = bit };
        return Libc.TryIoctl(_lines, GpioNative.SetValues, ref values);
    }

    public void Dispose() => _lines.Dispose();

    private static unsafe GpioLineRequest Request(IReadOnlyList<int> offsets, bool isActiveLow)
    {
        var request = default(GpioLineRequest);
        for (int i = 0; i < offsets.Count; i++)
            request.Offsets[i] = (uint)offsets[i];
        "senseauto"u8.CopyTo(new Span<byte>(request.Consumer, GpioLineRequest.ConsumerBytes));
        request.Config.Flags = GpioNative.FlagOutput | (isActiveLow ? GpioNative.FlagActiveLow : 0);
        request.LineCount = (uint)offsets.Count;
        return request;
    }
}
