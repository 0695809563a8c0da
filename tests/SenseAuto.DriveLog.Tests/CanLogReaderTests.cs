using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.DriveLog.Import;
using SenseAuto.Tests;

namespace SenseAuto.DriveLog.Tests;

public sealed class CanLogReaderTests
{
    [TestCase("(1436509052.249713) can0 123#DEADBEEF", 0x123u, CanFlags.None, "DEADBEEF")]
    [TestCase("(0.000001) vcan0 123#", 0x123u, CanFlags.None, "")]
    [TestCase("(1.5) can0 00000123#01 R", 0x123u, CanFlags.Extended, "01")]
    [TestCase("(1.5) can0 1FFFFFFF#0102 T", 0x1FFFFFFFu, CanFlags.Extended, "0102")]
    [TestCase("(1.5) can0 123##10011223344556677889900AA", 0x123u, CanFlags.Fd | CanFlags.BitRateSwitch,
        "0011223344556677889900AA")]
    [TestCase("(1.5) can0 123##0", 0x123u, CanFlags.Fd, "")]
    [TestCase("(1.5) can0 123#R", 0x123u, CanFlags.Remote, "")]
    [TestCase("(1.5) can0 123#R3 R", 0x123u, CanFlags.Remote, "000000")]
    [TestCase("(1.5) can0 20000080#0000000000000000", 0x80u, CanFlags.Error, "0000000000000000")]
    [TestCase("(1.5) can0 123#11.22.33", 0x123u, CanFlags.None, "112233")]
    public void Lines_are_read(string line, uint id, CanFlags flags, string payload)
    {
        CanLogReader log = CanLogReader.Read(new StringReader(line));

        Assert.That(log.Problems, Is.Empty);
        CanFrame frame = log.Frames.Single();
        Assert.That((frame.Id, frame.Flags, Convert.ToHexString(frame.Payload)), Is.EqualTo((id, flags, payload)));
    }

    [TestCase("garbage", "need")]
    [TestCase("(1.5) can0 123", "before a #")]
    [TestCase("(1.5) can0 12#00", "before a #")]
    [TestCase("(1.5) can0 FFF#00", "before a #")]
    [TestCase("(1.5) can0 123#0", "hexadecimal")]
    [TestCase("(1.5) can0 123#XX", "hexadecimal")]
    [TestCase("(1.5) can0 123#000000000000000000", "more than 8")]
    [TestCase("(1.5) can0 123##", "flags digit")]
    [TestCase("(1.5) can0 123#R9", "no remote frame")]
    [TestCase("(-1.5) can0 123#00", "no time")]
    [TestCase("1.5 can0 123#00", "no time")]
    [TestCase("(1.5) can0 123#00 Q", "direction")]
    public void Broken_lines_are_counted_and_named(string line, string problem)
    {
        CanLogReader log = CanLogReader.Read(new StringReader($"(1.0) can0 001#AA\n{line}\n(2.0) can0 002#BB\n"));

        Assert.That(log.Frames.Select(f => f.Id), Is.EqualTo(new uint[] { 1, 2 }));
        Assert.That((log.BrokenLines, log.Problems[0].Line), Is.EqualTo((1, 2)));
        Assert.That(log.Problems[0].Text, Does.Contain(problem));
    }

    [Test]
    public void Times_are_exact_and_interfaces_become_buses()
    {
        CanLogReader log = CanLogReader.Read(new StringReader(
            "(1436509052.249713) radar 001#AA\n(1436509052.249714) car 002#BB\n(1436509052.249715) new 003#CC\n"),
                ["car", "radar"]);

        Assert.That(log.Frames.Select(f => f.Captured.Nanoseconds), Is.EqualTo(
            [1_436_509_052_249_713_000, 1_436_509_052_249_714_000, 1_436_509_052_249_715_000]));
        Assert.That(log.Frames.Select(f => f.Bus), Is.EqualTo(new byte[] { 1, 0, 2 }));
    }

    [Test]
    public void Log_of_python_can_is_read()
    {
        string folder = TestContext.CurrentContext.WorkDirectory;
        string path = Path.Combine(folder, "python-can.log");
        string script =
            Path.Combine(SharedRecordings.RepositoryRoot, "tests", "SenseAuto.DriveLog.Tests", "write_candump.py");
        Run("/usr/bin/python3", script, path);

        CanLogReader log = CanLogReader.Load(path);

        Assert.That(log.Problems, Is.Empty);
        Assert.That(log.Frames.Select(f => (f.Id, f.Bus, f.Length, f.Flags)), Is.EqualTo(
        [
            (0x123u, (byte)0, (byte)3, CanFlags.None),
            (0x18FF1234u, (byte)1, (byte)8, CanFlags.Extended),
            (0x7FFu, (byte)0, (byte)0, CanFlags.Remote),
            (0x321u, (byte)0, (byte)48, CanFlags.Fd | CanFlags.BitRateSwitch),
            (0x124u, (byte)1, (byte)0, CanFlags.None),
        ]));
        Assert.That(log.Frames[0].Captured.Nanoseconds, Is.EqualTo(1_234_500_000_000));
    }

    [Test]
    public void Log_of_can_utils_is_read()
    {
        string folder = TestContext.CurrentContext.WorkDirectory;
        string asc = Path.Combine(folder, "cross.asc");
        string log = Path.Combine(folder, "cross.log");
        string back = Path.Combine(folder, "cross-back.log");
        File.WriteAllText(log, "(10.000000) can0 123#1122334455667788\n(10.500000) can0 18FF1234#AA\n");
        Run("log2asc", "-I", log, "-O", asc, "can0");
        Run("asc2log", "-I", asc, "-O", back);

        CanLogReader read = CanLogReader.Load(back);

        Assert.That(read.Problems, Is.Empty);
        Assert.That(read.Frames.Select(f => (f.Id, f.IsExtended, Convert.ToHexString(f.Payload))), Is.EqualTo(
            [(0x123u, false, "1122334455667788"), (0x18FF1234u, true, "AA")]));
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }
}
