using System;
using System.Text;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

public sealed class AdasLimitsTests
{
    [Test]
    public void Defaults_fit_the_functions_and_the_frame()
    {
        Assert.That(() => PolicyLimits.From(ParameterSet.Defaults), Throws.Nothing);
        Assert.That(() => PolicyLimits.BudgetFrom(ParameterSet.Defaults), Throws.Nothing);
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
                    Assert.That(() => PolicyLimits.From(set!), Throws.Nothing, $"{row.Name} {value}");
            }
        }
    }

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
