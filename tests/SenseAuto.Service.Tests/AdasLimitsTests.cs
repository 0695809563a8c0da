using System;
using System.Text;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Core.Messages;
using SenseAuto.Road.Signs;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

public sealed class AdasLimitsTests
{
    [Test]
    public void Defaults_fit_the_functions_and_the_frame()
    {
        Assert.That(() => PolicyLimits.From(ParameterSet.Defaults), Throws.Nothing);
        Assert.That(() => PolicyLimits.BudgetFrom(ParameterSet.Defaults), Throws.Nothing);
        Assert.That(() => AllOf(ParameterSet.Defaults), Throws.Nothing);
    }

    [Test]
    public void Every_extreme_that_a_profile_may_ask_for_fits_the_functions_or_breaks_an_order()
    {
        foreach (Parameter row in ParameterTable.All)
        {
            foreach (double value in (double[])[row.Minimum, row.Maximum])
            {
                byte[] json = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"{row.Name}\": {value}}}"));
                if (ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _))
                    Assert.That(() => AllOf(set!), Throws.Nothing, $"{row.Name} {value}");
            }
        }
    }

    [TestCase("tsr.find.size_min", 64)]
    [TestCase("tsr.find.places", 3)]
    [TestCase("tsr.find.lean", 0.3)]
    public void Number_of_a_profile_reaches_the_finder_of_signs(string name, double value)
    {
        byte[] json = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"{name}\": {value}}}"));
        Assert.That(ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _), Is.True);

        SignFinderLimits told = SignLimits.Finding(set!);
        SignFinderLimits usual = SignLimits.Finding(ParameterSet.Defaults);

        SignFinderLimits expected = name switch
        {
            "tsr.find.size_min" => usual with { SizeMin = 64 },
            "tsr.find.places" => usual with { ProposalsMax = 3 },
            _ => usual with { LeanMax = 0.3 },
        };
        Assert.That(told, Is.EqualTo(expected).And.Not.EqualTo(usual));
    }

    [Test]
    public void Height_of_a_profile_reaches_the_distance_of_signs()
    {
        byte[] json = Encoding.UTF8.GetBytes("{\"tsr.height.stop\": 0.75}");
        Assert.That(ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _), Is.True);

        SignHeights heights = SignLimits.Seen(set!).Heights;

        Assert.That(heights.HeightM(SignClass.Stop), Is.EqualTo(0.75));
        Assert.That(heights.HeightM(SignClass.GiveWay), Is.EqualTo(0.78));
    }

    private static (PolicyLimits, object, object, object) AllOf(ParameterSet set) =>
        (PolicyLimits.From(set), SignLimits.Finding(set), SignLimits.Seen(set), CameraLimits.Watch(set));

    [Test]
    public void Stages_that_want_more_than_their_share_are_refused_with_the_numbers()
    {
        byte[] json = Encoding.UTF8.GetBytes("{\"frame.budget.infer\": 0.06}");
        Assert.That(ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _), Is.True);

        Assert.That(
            () => PolicyLimits.BudgetFrom(set!),
            Throws.ArgumentException.With.Message.Contains("sum to 64.0 ms").And.Message.Contains("of 50.0 ms"));
    }
}
