using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Sim.OpenScenario;

namespace SenseAuto.Tests.Sim.OpenScenario;

/// <summary>What a scenario's words make of a light.</summary>
public sealed class LightWordsTests
{
    [TestCase("", LightState.Off)]
    [TestCase("off", LightState.Off)]
    [TestCase("off;off;off", LightState.Off)]
    [TestCase("on;off;off", LightState.Red)]
    [TestCase("On; On ;OFF", LightState.RedYellow)]
    [TestCase("off;on;off", LightState.Yellow)]
    [TestCase("off;flashing;off", LightState.Yellow)]
    [TestCase("off;off;on", LightState.Green)]
    [TestCase("on;on;on", LightState.Unknown)]
    [TestCase("on;off", LightState.Unknown)]
    [TestCase("on;off;off;off", LightState.Unknown)]
    [TestCase("broken;off;off", LightState.Unknown)]
    [TestCase("green", LightState.Green)]
    [TestCase("Red", LightState.Red)]
    [TestCase("red_amber", LightState.RedYellow)]
    [TestCase("yellow", LightState.Yellow)]
    [TestCase("go", LightState.Unknown)]
    [TestCase("green;", LightState.Unknown)]
    public void Words_become_a_state(string words, LightState expected) =>
        Assert.That(LightWords.StateOf(words), Is.EqualTo(expected));
}
