using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>
/// Rows of the driver's rules, profile by profile: Euro NCAP, EU 2023/2590 (ADDW), EU 2021/1341 (DDAW), UN R171 (DCAS),
/// GB/T 41797-2022 and the house's own. None of these texts' annexes was read: no claim of compliance rests on a row.
/// </summary>
internal static class DriverRuleRows
{
    private const string Ours = "chosen by us";
    private const string Survey = "public surveys of the protocol [S]";
    private const string Ncap = "Euro NCAP, " + Survey;
    private const string Addw = "EU 2023/2590, " + Survey;
    private const string Ddaw = "EU 2021/1341, " + Survey;
    private const string Dcas = "UN R171, " + Survey;
    private const string Gbt = "GB/T 41797-2022 asks for it without a number that we know [M]; value " + Ours;

    public static readonly Parameter[] Rows =
    [
        new("dms.use.ncap_first", None, 0, 0, 1, "Rules of Euro NCAP 2023: 1 is on", Ours),
        new("dms.use.ncap", None, 1, 0, 1, "Rules of Euro NCAP 2026: 1 is on", Ours),
        new("dms.use.addw", None, 1, 0, 1, "Rules of EU 2023/2590: 1 is on", Ours),
        new("dms.use.ddaw", None, 1, 0, 1, "Rules of EU 2021/1341: 1 is on", Ours),
        new("dms.use.dcas", None, 1, 0, 1, "Rules of UN R171 while the car steers or follows: 1 is on", Ours),
        new("dms.use.gbt", None, 0, 0, 1, "Rules of GB/T 41797-2022: 1 is on", Ours),

        new("dms.ncap.speed.transient", KilometrePerHour, 20, 10, 30,
            "Own speed from which distraction, closed eyes and no answer are judged", Ncap),
        new("dms.ncap.speed.fatigue", KilometrePerHour, 50, 30, 60,
            "Own speed from which sleepiness is judged", Ncap),
        new("dms.ncap.long.time", Second, 3, 2, 4, "One glance away of this length is long", Ncap + ": 3–4 s"),
        new("dms.ncap.short.time", Second, 10, 5, 10, "Time away within the window", Ncap),
        new("dms.ncap.short.window", Second, 30, 20, 50, "The window of short distraction", Ncap),
        new("dms.ncap.short.reset", Second, 4, 2, 4,
            "Looking at the road so long clears the window", "sources conflict between 2 s and 4 s [S]; value " + Ours),
        new("dms.ncap_first.short.reset", Second, 2, 2, 4,
            "The same in 2023", "sources conflict between 2 s and 4 s [S]; value " + Ours),
        new("dms.ncap.phone.time", Second, 3, 1, 10,
            "A telephone in use so long is told", Ncap + ": a part of short distraction; time " + Ours),
        new("dms.ncap.lapse.time", Second, 1, 0.8, 2, "Closed eyes of this length are a microsleep", Ncap + ": 1–2 s"),
        new("dms.ncap.sleep.time", Second, 3, 2.5, 3, "Closed eyes of this length are sleep", Ncap),
        new("dms.ncap.closed.time", Second, 6, 4, 6, "Closed eyes of this length: no answer to be hoped for", Ncap),
        new("dms.ncap.return.time", Second, 3, 2, 3, "Warned, and not looking back for so long: no answer", Ncap),
        new("dms.ncap.sleepy.level", None, 7, 6, 8,
            "Sleepiness level that is told", Ncap + ": at KSS above 7 at the latest"),

        new("dms.addw.fast.speed", KilometrePerHour, 50, 40, 50, "From here the shorter time holds", Addw),
        new("dms.addw.fast.time", Second, 3.5, 2, 3.5, "Looking into the lower part of the car so long is told", Addw),
        new("dms.addw.slow.speed", KilometrePerHour, 20, 10, 20, "From here the longer time holds", Addw),
        new("dms.addw.slow.time", Second, 6, 3, 6, "Looking into the lower part of the car so long is told", Addw),
        new("dms.addw.byhead.time", Second, 1.5, 0, 1.5,
            "Added while the eyes cannot be seen", Addw + ": up to 1.5 s where conditions are not nominal"),

        new("dms.ddaw.speed", KilometrePerHour, 70, 50, 70,
            "Own speed from which drowsiness is told",
            "sources conflict: activation at 70 km/h, or scope by the car's top speed [S]"),
        new("dms.ddaw.level", None, 8, 7, 8, "Sleepiness level that is told", Ddaw + ": at 8, may at 7"),

        new("dms.dcas.speed", KilometrePerHour, 10, 5, 10, "Own speed from which eyes on the road are asked for", Dcas),
        new("dms.dcas.request.time", Second, 5, 3, 5, "Disengaged so long: eyes on the road are asked for", Dcas),
        new("dms.dcas.escalate.time", Second, 3, 1, 3, "So long after that with everything there is", Dcas),
        new("dms.dcas.response.time", Second, 10, 5, 10,
            "So long after that the driver is unavailable", Dcas + "; counted from the escalation, " + Ours),
        new("dms.dcas.engaged.time", Second, 0.2, 0.2, 1, "Looking at the road so long is engaged", Dcas),

        new("dms.gbt.speed", KilometrePerHour, 20, 0, 30, "Own speed from which its rules hold", Gbt),
        new("dms.gbt.closed.time", Second, 2, 1, 4, "Closed eyes of this length are told", Gbt),
        new("dms.gbt.yaw", Degree, 45, 30, 60, "A head turned farther is an abnormal pose", Gbt),
        new("dms.gbt.pitch", Degree, 30, 20, 45, "A head bent farther is an abnormal pose", Gbt),
        new("dms.gbt.pose.time", Second, 3, 1, 6, "An abnormal pose of this length is told", Gbt),
        new("dms.gbt.phone.time", Second, 3, 1, 6, "A telephone at the ear so long is told", Gbt),
        new("dms.gbt.yawn.time", Second, 3, 2, 6, "A yawn of this length is told; optional there", Gbt),

        new("dms.house.speed", KilometrePerHour, 10, 5, 20, "Own speed from which the house's rules hold", Ours),
        new("dms.house.absent.time", Second, 3, 1, 10,
            "Nobody at the wheel so long is told",
            "UN R157 asks after more than 1 s while the car drives [S]; value " + Ours),
        new("dms.house.posture", Degree, 40, 30, 60,
            "A head leaning or hanging farther is no posture to drive in", Ours),
        new("dms.house.posture.time", Second, 3, 2, 10, "Such a posture of this length is told", Ours),
        new("dms.house.covered.time", Second, 4, 2, 8,
            "A camera covered or turned away so long is told", Ours + ", well within the 10 s asked for"),
        new("dms.glance.reset", Second, 0.2, 0, 1,
            "Looking at the road so long ends a glance away", Ours + ", as the engaged time of UN R171 [S]"),
        new("dms.phone.reset", Second, 1, 0.2, 3, "Without a telephone for so long it is put away", Ours),
        new("dms.sleepy.reset", Second, 30, 5, 300, "Below the level for so long ends the warning", Ours),
        new("dms.sleepy.sound", Second, 10, 2, 60, "After this the warning is only seen", Ours),
        new("dms.sleepy.confirm", Second, 2, 0, 30, "The level must be reached so long", Ours),
        new("dms.escalate.caution", Second, 2, 0, 10, "A first quiet warning becomes heard after this", Ours),
        new("dms.escalate.imminent", Second, 4, 1, 20, "And felt after this", Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("dms.ncap.long.time", "dms.ncap.short.time", IsStrict: true),
        new("dms.ncap.lapse.time", "dms.ncap.sleep.time", IsStrict: true),
        new("dms.ncap.sleep.time", "dms.ncap.closed.time", IsStrict: true),
        new("dms.addw.slow.speed", "dms.addw.fast.speed", IsStrict: true),
        new("dms.addw.fast.time", "dms.addw.slow.time", IsStrict: true),
        new("dms.escalate.caution", "dms.escalate.imminent", IsStrict: false),
    ];
}
