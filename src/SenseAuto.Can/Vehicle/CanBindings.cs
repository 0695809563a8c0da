using System;
using System.Collections.Generic;
using System.Linq;
using SenseAuto.Can.Dbc;
using SenseAuto.Core;
using SenseAuto.Core.Time;

namespace SenseAuto.Can.Vehicle;

/// <summary>Resolves the messages and signals a profile names against its DBC files.</summary>
internal sealed class CanBindings(ProfileProblems problems, IReadOnlyDictionary<string, DbcDatabase> databases, int busCount)
{
    private const int RadarTargetsMax = 64;
    private static readonly string[] SpeedUnits = ["m/s", "km/h"];

    private readonly List<RxRule> _rules = [];

    public IReadOnlyList<RxRule> Rules(RxDocument[] documents)
    {
        for (int i = 0; i < documents.Length; i++)
            AddRule($"$.rx[{i}]", documents[i]);
        return _rules;
    }

    public Dictionary<VehicleMeaning, SignalBinding> Signals(Dictionary<string, SignalDocument> documents)
    {
        var bindings = new Dictionary<VehicleMeaning, SignalBinding>();
        foreach ((string name, SignalDocument document) in documents)
        {
            string at = $"$.signals.{name}";
            if (!Enum.TryParse(name, ignoreCase: true, out VehicleMeaning meaning) || !char.IsAsciiLetterLower(name[0]))
            {
                string known = string.Join(", ", Enum.GetNames<VehicleMeaning>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]));
                problems.Add(at, $"is no known meaning; known are {known}");
            }
            else if (Bind(at, meaning, document) is { } binding)
            {
                bindings[meaning] = binding;
            }
        }

        return bindings;
    }

    public RadarLayout? Radar(RadarDocument document)
    {
        string[] messages = document.Messages ?? [];
        problems.Range("$.radar.messages.length", messages.Length, 1, RadarTargetsMax);
        problems.Range("$.radar.periodMs", document.PeriodMs, 5, 1000);
        problems.Range("$.radar.forwardM", document.ForwardM, -5, 15);
        problems.Range("$.radar.leftM", document.LeftM, -3, 3);
        int[] rules = [.. messages.Select((name, i) => FindRule($"$.radar.messages[{i}]", document.Bus, name)).Where(rule => rule >= 0)];
        if (rules.Length != messages.Length || rules.Length == 0)
            return null;

        RadarSignals[] signals = [.. rules.Select(rule => RadarSignals(document, _rules[rule].Codec))];
        if (signals.Any(other => other != signals[0]))
            problems.Add("$.radar.messages", "have their signals in different order; the messages of a radar must be alike");
        return new RadarLayout(
            rules, signals[0], document.LateralScale, new Metres(document.ForwardM), new Metres(document.LeftM),
            MonoDuration.FromMilliseconds(document.PeriodMs));
    }

    private static (string[] Units, bool IsFlag) UnitsOf(VehicleMeaning meaning) => meaning switch
    {
        VehicleMeaning.YawRate => (["rad/s", "deg/s"], false),
        VehicleMeaning.Acceleration => (["m/s2"], false),
        VehicleMeaning.SteeringWheelAngle => (["rad", "deg"], false),
        VehicleMeaning.Brake or VehicleMeaning.BlinkerLeft or VehicleMeaning.BlinkerRight or VehicleMeaning.CruiseActive or
            VehicleMeaning.HighBeam or >= VehicleMeaning.Locked => (["flag"], true),
        _ => (SpeedUnits, false),
    };

    private static double ToSi(string unit) => unit switch
    {
        "km/h" => 1 / 3.6,
        "deg" or "deg/s" => Math.PI / 180,
        _ => 1,
    };

    private void AddRule(string at, RxDocument document)
    {
        problems.Range($"{at}.bus", document.Bus, 0, busCount - 1);
        problems.Range($"{at}.periodMs", document.PeriodMs, 1, 60_000);
        problems.Range($"{at}.timeoutMs", document.TimeoutMs, Math.Max(1, document.PeriodMs), 120_000);
        if (document.Checksum is not ("none" or "toyota"))
            problems.Add($"{at}.checksum", $"is '{document.Checksum}', allowed are none, toyota");
        if (!databases.TryGetValue(document.Dbc, out DbcDatabase? database))
        {
            problems.Add($"{at}.dbc", $"'{document.Dbc}' is not one of $.dbc");
            return;
        }

        if (!database.TryFind(document.Message, out DbcMessage? message))
        {
            problems.Add($"{at}.message", $"{database.File} has no message {document.Message}");
            return;
        }

        int counter = document.Counter is null ? -1 : SignalIndex($"{at}.counter", message, document.Counter);
        var codec = new MessageCodec(message);
        if (_rules.Any(rule => rule.Bus == document.Bus && rule.Id == message.Id && rule.IsExtended == message.IsExtended))
            problems.Add(at, $"a rule for message {document.Message} on bus {document.Bus} is already there");
        _rules.Add(new RxRule(
            (byte)Math.Clamp(document.Bus, 0, byte.MaxValue), codec,
            MonoDuration.FromMilliseconds(document.PeriodMs), MonoDuration.FromMilliseconds(document.TimeoutMs),
            document.Checksum == "toyota" ? RxChecksum.Toyota : RxChecksum.None, counter));
    }

    private SignalBinding? Bind(string at, VehicleMeaning meaning, SignalDocument document)
    {
        (string[] units, bool isFlag) = UnitsOf(meaning);
        if (!units.Contains(document.Unit))
            problems.Add($"{at}.unit", $"is '{document.Unit}', allowed are {string.Join(", ", units)}");
        if (!(Math.Abs(document.Scale) > 0 && double.IsFinite(document.Scale)))
            problems.Add($"{at}.scale", "must be a number other than 0");

        int rule = FindRule($"{at}.message", document.Bus, document.Message);
        if (rule < 0)
            return null;

        DbcMessage message = _rules[rule].Codec.Message;
        int signal = SignalIndex($"{at}.signal", message, document.Signal);
        int plus = document.Plus is null ? -1 : SignalIndex($"{at}.plus", message, document.Plus);
        double toSi = ToSi(document.Unit);
        double[] trueWhen = isFlag ? document.TrueWhen ?? [1] : [];
        return new SignalBinding(rule, signal, plus, document.Scale * toSi, document.Offset * toSi, trueWhen);
    }

    private RadarSignals RadarSignals(RadarDocument document, MessageCodec codec) => new(
        SignalIndex("$.radar.distance", codec.Message, document.Distance),
        SignalIndex("$.radar.lateral", codec.Message, document.Lateral),
        SignalIndex("$.radar.rangeRate", codec.Message, document.RangeRate),
        SignalIndex("$.radar.valid", codec.Message, document.Valid),
        document.NewTrack is null ? -1 : SignalIndex("$.radar.newTrack", codec.Message, document.NewTrack));

    private int FindRule(string at, int bus, string message)
    {
        int rule = _rules.FindIndex(r => r.Bus == bus && r.Codec.Message.Name == message);
        if (rule < 0)
            problems.Add(at, $"no entry of $.rx is for message {message} on bus {bus}");
        return rule;
    }

    private int SignalIndex(string at, DbcMessage message, string signal)
    {
        int index = message.IndexOf(signal);
        if (index < 0)
            problems.Add(at, $"message {message.Name} has no signal {signal}");
        return index;
    }
}
