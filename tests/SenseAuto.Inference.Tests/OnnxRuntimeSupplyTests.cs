using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;

namespace SenseAuto.Inference.Tests;

public sealed class OnnxRuntimeSupplyTests
{
    [Test]
    public void Native_library_is_found_beside_the_program()
    {
        Assert.That(OrtEnv.Instance().GetVersionString(), Does.Match(@"^1\.\d+\.\d+$"));
        Assert.That(OrtEnv.Instance().GetAvailableProviders(), Does.Contain("CPUExecutionProvider"));
    }
}
