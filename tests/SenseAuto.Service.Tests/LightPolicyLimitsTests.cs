using System;
using System.Linq;
using System.Text;
using NUnit.Framework;
using SenseAuto.Calibration.Parameters;
using SenseAuto.Service.Session;

namespace SenseAuto.Tests.Service;

public sealed class LightPolicyLimitsTests
{
    private static void MakeAll(ParameterSet set)
    {
        LightPolicyLimits.RedLight(set);
        LightPolicyLimits.StopAndGo(set);
        LightPolicyLimits.HighBeam(set);
    }

    [Test]
    public void Defaults_fit_the_functions() => Assert.That(() => MakeAll(ParameterSet.Defaults), Throws.Nothing);

    [Test]
    public void Every_extreme_that_a_profile_may_ask_for_fits_the_functions_or_breaks_an_order()
    {
        string[] ours = ["tlr.", "sgw.", "hba.", "timeout."];
        foreach (Parameter row in ParameterTable.All.Where(row => ours.Any(row.Name.StartsWith)))
        {
            foreach (double value in (double[])[row.Minimum, row.Maximum])
            {
                byte[] json = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"{row.Name}\": {value}}}"));
                if (ParameterSet.TryLoad(json, "car.json", out ParameterSet? set, out _))
                    Assert.That(() => MakeAll(set!), Throws.Nothing, $"{row.Name} {value}");
            }
        }
    }
}
