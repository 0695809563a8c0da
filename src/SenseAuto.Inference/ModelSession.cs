using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.OnnxRuntime;

namespace SenseAuto.Inference;

/// <summary>
/// One model, ready to run: checked against the catalogue, bound to its memory and warmed up. One thread at a time.
/// After construction a run takes no memory.
/// </summary>
public sealed class ModelSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly BoundTensor _input;
    private readonly BoundTensor[] _outputs;

    private ModelSession(ModelEntry entry, InferenceSession session)
    {
        Entry = entry;
        _session = session;
        _binding = session.CreateIoBinding();
        _input = new BoundTensor(entry.Input.Shape);
        _outputs = [.. entry.Outputs.Select(output => new BoundTensor(output.Shape))];
        _binding.BindInput(entry.Input.Name, _input.Value);
        for (int i = 0; i < _outputs.Length; i++)
            _binding.BindOutput(entry.Outputs[i].Name, _outputs[i].Value);
    }

    public ModelEntry Entry { get; }

    /// <summary>Runs since the session was opened, without warming up. Only goes up.</summary>
    public long Runs { get; private set; }

    /// <summary>Runs that ended <see cref="RunOutcome.Faulted"/>. Only goes up.</summary>
    public long Faults { get; private set; }

    /// <summary>Throws <see cref="ModelException"/> that names the model, the file and what is wrong with it.</summary>
    public static ModelSession Open(ModelEntry entry, string path, SessionSettings settings)
    {
        byte[] file = ModelFile.Read(entry, path);
        using SessionOptions options = OptionsFor(settings);
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(file, options);
            ShapeCheck.Require(entry, path, session);
            var opened = new ModelSession(entry, session);
            session = null;
            opened.WarmUp();
            return opened;
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException($"model '{entry.Id}': {path}: {failure.Message}", failure);
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <summary>The model's input, to be written before <see cref="Run"/>. Always the same memory.</summary>
    public Span<float> Input() => _input.Span;

    /// <summary>An output of the last run, numbered as in the catalogue. Valid until the next run.</summary>
    public ReadOnlySpan<float> Output(int index) => _outputs[index].Span;

    public int OutputIndex(string name)
    {
        int index = Array.FindIndex(Entry.Outputs, output => output.Name == name);
        return index >= 0 ? index : throw new ModelException($"model '{Entry.Id}' has no output '{name}'");
    }

    /// <summary>Runs on what <see cref="Input"/> holds. Never throws for what the input holds.</summary>
    public RunOutcome Run()
    {
        Runs++;
        if (TryRun() && OutputsAreFinite())
            return RunOutcome.Ok;

        Faults++;
        return RunOutcome.Faulted;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _session.Dispose();
        _options.Dispose();
        _input.Dispose();
        foreach (BoundTensor output in _outputs)
            output.Dispose();
    }

    private bool TryRun()
    {
        try
        {
            _session.RunWithBinding(_options, _binding);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    private bool OutputsAreFinite()
    {
        foreach (BoundTensor output in _outputs)
        {
            if (!Finite.All(output.Span))
                return false;
        }

        return true;
    }

    // The first runs plan memory and fill caches; two are enough for the plan to settle.
    private void WarmUp()
    {
        _session.RunWithBinding(_options, _binding);
        _session.RunWithBinding(_options, _binding);
    }

    private static SessionOptions OptionsFor(SessionSettings settings)
    {
        var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            InterOpNumThreads = 1,
            IntraOpNumThreads = settings.Threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // A waiting thread that spins takes the core from the rest of the frame.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (settings.ExecutionProvider != "cpu")
            AddProvider(options, settings.ExecutionProvider);
        return options;
    }

    private static void AddProvider(SessionOptions options, string provider)
    {
        try
        {
            options.AppendExecutionProvider(provider, new Dictionary<string, string>());
        }
        catch (OnnxRuntimeException failure)
        {
            string[] available = OrtEnv.Instance().GetAvailableProviders();
            options.Dispose();
            throw new ModelException(
                $"execution provider '{provider}' is not in this ONNX Runtime; it has {string.Join(", ", available)}",
                failure);
        }
    }
}
