using System;
using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace SenseAuto.Inference;

/// <summary>Memory that does not move, on a cache line's edge, known to ONNX Runtime as a tensor.</summary>
internal sealed class BoundTensor : IDisposable
{
    private const int CacheLineBytes = 64;
    private readonly float[] _memory;
    private readonly int _start;
    private readonly int _count;

    public unsafe BoundTensor(int[] shape)
    {
        _count = 1;
        foreach (int size in shape)
            _count *= size;
        _memory = GC.AllocateArray<float>(_count + (CacheLineBytes / sizeof(float)), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref _memory[0]);
        _start = (int)((CacheLineBytes - (address % CacheLineBytes)) % CacheLineBytes) / sizeof(float);
        Value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TensorElementType.Float,
            Array.ConvertAll(shape, size => (long)size),
            address + (_start * sizeof(float)),
            (long)_count * sizeof(float));
    }

    public OrtValue Value { get; }

    public Span<float> Span => _memory.AsSpan(_start, _count);

    public void Dispose() => Value.Dispose();
}
