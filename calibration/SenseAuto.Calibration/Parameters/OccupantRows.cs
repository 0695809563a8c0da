using static SenseAuto.Calibration.Parameters.ParameterUnit;

namespace SenseAuto.Calibration.Parameters;

/// <summary>Rows of identity, occupants, belts, telephone and gestures.</summary>
internal static class OccupantRows
{
    private const string Ours = "chosen by us";

    public static readonly Parameter[] Rows =
    [
        new("identity.same.min", Share, 0.62, 0.3, 0.95,
            "Least likeness of two faces that are one person",
            Ours + ": of pairs of single photos, four public sets, 1.2 % of two people lie above, 24 % of one below"),
        new("identity.margin.min", Share, 0.04, 0, 0.3,
            "The best known person must be this much likelier than the second", Ours),
        new("identity.confirm", Second, 2, 0.2, 10,
            "One person must be recognised this long", Ours),
        new("identity.unknown.confirm", Second, 6, 1, 60,
            "A face that nobody is like for this long is a stranger", Ours),
        new("identity.recall.speed", MetrePerSecond, 0.3, 0.05, 1,
            "A recognised driver's seat and mirrors are recalled only below this own speed",
            Ours + ": a seat that moves under a driver on the road is a danger"),
        new("occupant.forget", Second, 4, 0.5, 60,
            "Evidence on a seat fades to a third in this time", Ours),
        new("occupant.sure", Share, 0.6, 0.34, 0.95,
            "Least share of the evidence that names what is on a seat", Ours),
        new("occupant.child.age", None, 12, 6, 17,
            "Younger than this many years is a child", "UN R44: child seats up to 12 years in most states [S]"),
        new("occupant.infant.age", None, 1.5, 0.5, 4,
            "Younger than this many years is an infant", "UN R129: rear-facing to 15 months at least [S]"),
        new("item.lost.after", Second, 20, 5, 300,
            "A thing that lies this long after everybody left is lost", Ours),
        new("item.empty.learn", Second, 10, 2, 120,
            "An empty seat must be seen this long to be known by its look", Ours),
        new("item.empty.relearn", Second, 600, 60, 7200,
            "A changed look of a seat known to be empty is its new look after this long", Ours),
        new("item.empty.change", Share, 0.12, 0.03, 0.6,
            "Least share of a seat that looks otherwise than empty for a thing to lie there", Ours),
        new("belt.on.min", Share, 0.64, 0.05, 0.95,
            "Least belief of the network that a belt is worn",
            Ours + ": 374 people in cars, one in ten of those without a belt is above"),
        new("belt.off.max", Share, 0.07, 0.02, 0.9,
            "Below this belief of the network a belt is not worn",
            Ours + ": 374 people in cars, one in ten of those with a belt is below"),
        new("belt.misrouted.min", Share, 0.85, 0.3, 0.98,
            "Least belief of the network in a belt that is not over the shoulder",
            Ours + ": one in a hundred of 374 people in cars is above"),
        new("childseat.harness.min", Share, 0.6, 0.2, 0.98,
            "Least belief of the network in a harness on a child that sits in a child seat",
            Ours + ": two of 374 people in cars are above, none of them in one"),
        new("belt.forget", Second, 3, 0.5, 30,
            "Evidence on a belt fades to a third in this time", Ours),
        new("phone.score.min", Share, 0.6, 0.05, 0.95,
            "Least score of a telephone, of things, hand, arm and drink together",
            Ours + ": fewer than one in ten false alarms on 275 pictures out of cars, 128 of them with one"),
        new("gesture.score.min", Share, 0.8, 0.4, 0.99,
            "Least belief of the network in a gesture", Ours),
        new("gesture.hold", Second, 0.4, 0.1, 2,
            "A shape must be held this long to count", Ours),
        new("gesture.again", Second, 1.2, 0.3, 5,
            "The same shape counts again after this long", Ours),
        new("gesture.rest", Second, 0.5, 0.1, 3,
            "After a gesture nothing counts for this long", Ours),
        new("control.dwell", Second, 0.6, 0.2, 2,
            "The eyes must rest on a control this long to mean it", Ours + ": well below a long glance of 3 s"),
        new("control.hold", Second, 0.35, 0.05, 1,
            "A blink or a look aside of this length does not end the rest", Ours),
        new("control.reach", Second, 2, 0.2, 5,
            "A hand that follows the look within this is for the control",
            Ours + ": the eyes may be back on the road before the hand moves"),
        new("control.margin", Degree, 3, 0, 10,
            "Edges of a control are moved out by this while the eyes rest on it", Ours),
    ];

    public static readonly ParameterOrder[] Orders =
    [
        new("belt.off.max", "belt.on.min", IsStrict: false),
        new("occupant.infant.age", "occupant.child.age", IsStrict: true),
    ];
}
