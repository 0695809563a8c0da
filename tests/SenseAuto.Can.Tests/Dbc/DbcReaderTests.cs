using System;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using SenseAuto.Can.Dbc;

namespace SenseAuto.Tests.Can.Dbc;

public sealed class DbcReaderTests
{
    private const string Head = "VERSION \"\"\nBU_: A B\nBO_ 291 M: 8 A\n";

    private static DbcDatabase Parse(string text) => DbcDatabase.Parse(text, "t.dbc");

    [TestCase("", "nothing")]
    [TestCase("<?xml version=\"1.0\"?>\n<network/>", "<?xml")]
    [TestCase("\u0000\u0001\u0002", "expected VERSION")]
    public void Text_that_is_not_dbc_is_refused(string text, string expected) =>
        Assert.That(() => Parse(text), Throws.TypeOf<DbcFormatException>().With.Message.Contains(expected).And.Message.Contains("t.dbc:1"));

    [TestCase(" SG_ S : 60|8@1+ (1,0) [0|0] \"\" X\n", 4, "S", "does not fit")]
    [TestCase(" SG_ S : 0|65@1+ (1,0) [0|0] \"\" X\n", 4, "S", "outside 1..64 bits")]
    [TestCase(" SG_ S : 0|8@1+ (0,0) [0|0] \"\" X\n", 4, "S", "factor")]
    [TestCase(" SG_ R : 0|8@1+ (1,0) [0|0] \"\" X\n SG_ S : 7|8@1+ (1,0) [0|0] \"\" X\n", 5, "S", "overlaps signal R")]
    [TestCase(" SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\n SG_ S : 8|8@1+ (1,0) [0|0] \"\" X\n", 5, "S", "occurs twice")]
    [TestCase(" SG_ S 0|8@1+ (1,0) [0|0] \"\" X\n", 4, "", "a signal needs a name")]
    [TestCase(" SG_ S : x|8@1+ (1,0) [0|0] \"\" X\n", 4, "", "start|length")]
    [TestCase(" SG_ S : 0|8@1+ (1;0) [0|0] \"\" X\n", 4, "", "(factor,offset)")]
    [TestCase(" SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\nSIG_VALTYPE_ 291 S : 1;\n", 5, "S", "floating point")]
    [TestCase(" SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\nSG_MUL_VAL_ 291 S T x;\n", 5, "S", "switch values")]
    [TestCase(" SG_ S m1 : 0|8@1+ (1,0) [0|0] \"\" X\nSG_MUL_VAL_ 291 S T 1-1;\n", 4, "S", "its switch T")]
    [TestCase("CM_ SG_ 291 T \"x\";\n", 4, "T", "does not have")]
    public void Odd_signal_is_warned_of_with_file_line_message_and_signal(string text, int line, string signal, string expected)
    {
        DbcWarning warning = Parse(Head + text).Warnings.Single();

        Assert.That(warning.File, Is.EqualTo("t.dbc"));
        Assert.That(warning.Line, Is.EqualTo(line));
        Assert.That(warning.Message, Is.EqualTo("M"));
        Assert.That(warning.Signal, Is.EqualTo(signal));
        Assert.That(warning.Text, Does.Contain(expected));
        Assert.That(warning.ToString(), Does.StartWith($"t.dbc:{line}: M"));
    }

    [TestCase("BO_ 2048 N: 8 A\n", "more than 11 bits")]
    [TestCase("BO_ 4294967295 N: 8 A\n", "more than 29 bits")]
    [TestCase("BO_ 1 N: 65 A\n", "outside 0..64")]
    [TestCase("BO_ 291 N: 8 A\n", "used by an earlier message")]
    [TestCase("BO_ 1 M: 8 A\n", "name is used")]
    [TestCase("BO_ x N: 8 A\n SG_ S : 0|8@1+ (1,0) [0|0] \"\" X\n", "needs an identifier")]
    [TestCase("BO_ 1 N: A\n", "no length")]
    [TestCase("VAL_ 5 S 1 \"x\";\n", "message 5")]
    [TestCase("CM_ \"x\";\nHELLO 5;\n", "no known statement")]
    [TestCase("CM_ \"never closed\n", "never closed")]
    public void Odd_statement_is_warned_of_and_the_rest_is_read(string text, string expected)
    {
        DbcDatabase database = Parse(Head + text + "BO_ 7 LAST: 8 A\n");

        Assert.That(database.Warnings.Select(w => w.Text), Has.Some.Contain(expected));
        Assert.That(database.TryFind("M", out _), Is.True);
        Assert.That(database.TryFind("LAST", out _), Is.EqualTo(!expected.Contains("closed", StringComparison.Ordinal)));
    }

    [Test]
    public void Everything_a_file_says_is_kept()
    {
        DbcDatabase database = Parse(
            Head + " SG_ S : 7|16@0- (0.5,-3) [-10|10] \"km/h\" A,B\n" +
            "VAL_TABLE_ T 1 \"one\" 0 \"zero\" ;\nCM_ \"whole\";\nCM_ BO_ 291 \"of M\";\nCM_ SG_ 291 S \"of\nS\";\n" +
            "BA_DEF_ BO_ \"Kind\" ENUM \"a\",\"b\";\nBA_DEF_ \"Net\" STRING ;\nBA_DEF_DEF_ \"GenMsgCycleTime\" 20;\n" +
            "BA_ \"Net\" \"x\";\nBA_ \"Kind\" BO_ 291 1;\nBA_ \"VFrameFormat\" BO_ 291 14;\nBA_ \"Start\" SG_ 291 S 5;\n" +
            "VAL_ 291 S -1 \"minus\" 18446744073709551615 \"all\" 2.0 \"two\" ;\n");

        DbcMessage message = database.Messages.Single();
        DbcSignal signal = message.Signals.Single();
        Assert.That(database.Nodes, Is.EqualTo(new[] { "A", "B" }));
        Assert.That(database.Comment, Is.EqualTo("whole"));
        Assert.That(database.Attributes["Net"], Is.EqualTo("x"));
        Assert.That(database.ValueTables["T"], Is.EqualTo(new[] { new DbcChoice(1, "one"), new DbcChoice(0, "zero") }));
        Assert.That((message.Comment, message.CycleTimeMs, message.IsFd, message.Sender), Is.EqualTo(("of M", 20, true, "A")));
        Assert.That(message.Attributes["Kind"], Is.EqualTo("b"));
        Assert.That(signal.Receivers, Is.EqualTo(new[] { "A", "B" }));
        Assert.That((signal.Unit, signal.Factor, signal.Offset, signal.IsBigEndian), Is.EqualTo(("km/h", 0.5, -3.0, true)));
        Assert.That(signal.Attributes["Start"], Is.EqualTo("5"));
        Assert.That(signal.Choices.Select(c => c.Raw), Is.EqualTo(new long[] { -1, -1, 2 }));
        Assert.That(signal.TryChoice("two", out long two) && two == 2, Is.True);
        Assert.That(signal.TryChoice("three", out _), Is.False);
    }

    [Test]
    public void Windows_1252_text_is_read()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(Head + " SG_ S : 0|8@1+ (1,0) [0|0] \""), 0xB0, .. "C\" X\n"u8]);

        Assert.That(DbcDatabase.Load(path).Messages[0].Signals[0].Unit, Is.EqualTo("°C"));
        File.Delete(path);
    }
}
