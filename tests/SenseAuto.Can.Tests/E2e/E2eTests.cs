using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using SenseAuto.Can.E2e;

namespace SenseAuto.Tests.Can.E2e;

public sealed class E2eTests
{
    private static readonly byte[] Digits = [.. "123456789"u8];

    [Test]
    public void Check_values_over_the_nine_digits_are_those_of_the_standard()
    {
        Assert.That((byte)(Crc.Crc8(0xFF, Digits) ^ 0xFF), Is.EqualTo(0x4B));
        Assert.That((byte)(Crc.Crc8H2F(0xFF, Digits) ^ 0xFF), Is.EqualTo(0xDF));
        Assert.That(Crc.Crc16(0xFFFF, Digits), Is.EqualTo(0x29B1));
        Assert.That(~Crc.Crc32P4(uint.MaxValue, Digits), Is.EqualTo(0x1697D06A));
        Assert.That(~Crc.Crc64(ulong.MaxValue, Digits), Is.EqualTo(0x995DC9BBDF1939FA));
    }

    [Test]
    public void All_vectors_of_the_shelf_are_reproduced()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(SharedRecordings.PathOf("vectors/e2e-vectors/e2e_vectors.json")));
        JsonElement[] vectors = [.. file.RootElement.GetProperty("vectors").EnumerateArray()];
        Assert.That(vectors, Has.Length.EqualTo(107));

        foreach (JsonElement vector in vectors)
        {
            E2eProfile profile = ProfileOf(vector);
            byte[] payload = Convert.FromHexString(vector.GetProperty("input").GetString()!);
            byte[] expected = Convert.FromHexString(vector.GetProperty("output").GetString()!);
            uint counter = (uint)((profile.CounterOf(payload) + 1UL) % profile.CounterValues);

            profile.Protect(payload, counter);

            Assert.That(Convert.ToHexString(payload), Is.EqualTo(Convert.ToHexString(expected)), vector.GetRawText());
            Assert.That(profile.TryVerify(payload, out uint read), Is.True);
            Assert.That(read, Is.EqualTo(counter));
        }
    }

    private static IEnumerable<E2eProfile> Profiles() =>
    [
        new E2eProfile01(0x1234, E2eDataIdMode.Both), new E2eProfile01(0x1234, E2eDataIdMode.Alternating),
        new E2eProfile01(0x1234, E2eDataIdMode.Low), new E2eProfile01(0x1234, E2eDataIdMode.Nibble),
        new E2eProfile02([.. Enumerable.Range(7, 16).Select(i => (byte)i)]), new E2eProfile04(0x0A0B0C0D), new E2eProfile05(0x1234),
        new E2eProfile06(0x1234), new E2eProfile07(0x0A0B0C0D), new E2eProfile04(7, 8), new E2eProfile05(7, 8), new E2eProfile06(7, 8),
        new E2eProfile07(7, 8),
    ];

    [TestCaseSource(nameof(Profiles))]
    public void Any_single_bit_that_flips_is_seen(E2eProfile profile)
    {
        byte[] payload = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 37 % 256))];
        profile.Protect(payload, 3);

        for (int bit = 0; bit < payload.Length * 8; bit++)
        {
            payload[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(profile.TryVerify(payload, out _), Is.False, $"bit {bit}");
            payload[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(profile.TryVerify(payload, out _), Is.True);
    }

    [TestCaseSource(nameof(Profiles))]
    public void Too_short_a_payload_is_refused_when_sending_and_wrong_when_received(E2eProfile profile)
    {
        byte[] payload = new byte[profile.MinLength - 1];

        Assert.That(() => profile.Protect(payload, 0), Throws.ArgumentException);
        Assert.That(profile.TryVerify(payload, out _), Is.False);
    }

    [TestCase(1, E2eStatus.Ok)]
    [TestCase(0, E2eStatus.Repeated)]
    [TestCase(2, E2eStatus.OkSomeLost)]
    [TestCase(3, E2eStatus.OkSomeLost)]
    [TestCase(4, E2eStatus.WrongSequence)]
    public void Step_of_the_counter_decides_the_status(int step, E2eStatus expected)
    {
        var profile = new E2eProfile01(0x42, E2eDataIdMode.Both);
        var receiver = new E2eReceiver(profile, maxDelta: 3);
        byte[] payload = new byte[8];

        // 13 + step crosses the wrap from 14 to 0.
        profile.Protect(payload, 13);
        Assert.That(receiver.Check(payload), Is.EqualTo(E2eStatus.Initial));
        profile.Protect(payload, (uint)((13 + step) % 15));
        Assert.That(receiver.Check(payload), Is.EqualTo(expected));
        Assert.That(receiver.Count(expected), Is.EqualTo(1));
    }

    [Test]
    public void Sender_counts_and_wraps_and_the_receiver_agrees()
    {
        var profile = new E2eProfile01(0x42, E2eDataIdMode.Alternating);
        var sender = new E2eSender(profile);
        var receiver = new E2eReceiver(profile, maxDelta: 1);
        byte[] payload = new byte[8];

        for (int i = 0; i < 40; i++)
        {
            sender.Protect(payload);
            Assert.That(receiver.Check(payload), Is.EqualTo(i == 0 ? E2eStatus.Initial : E2eStatus.Ok));
        }

        payload[3] ^= 1;
        Assert.That(receiver.Check(payload), Is.EqualTo(E2eStatus.WrongCrc));
        Assert.That(receiver.Miss(), Is.EqualTo(E2eStatus.NoNewData));
    }

    [Test]
    public void Profile_1_counter_15_is_never_valid()
    {
        var profile = new E2eProfile01(0x42, E2eDataIdMode.Both);
        byte[] payload = new byte[8];
        profile.Protect(payload, 15);

        Assert.That(profile.TryVerify(payload, out _), Is.False);
    }

    [Test]
    public void Profile_2_needs_sixteen_identifiers() =>
        Assert.That(() => new E2eProfile02([1, 2, 3]), Throws.ArgumentException);

    [Test]
    public void Link_becomes_valid_falls_at_errors_and_recovers()
    {
        var machine = new E2eStateMachine(new E2eWindow(Size: 4, MinOkInit: 2, MaxErrorInit: 1, MinOkValid: 2, MaxErrorValid: 1));

        Assert.That(machine.Step(E2eStatus.NoNewData), Is.EqualTo(E2eState.NoData));
        Assert.That(machine.Step(E2eStatus.WrongCrc), Is.EqualTo(E2eState.NoData));
        Assert.That(machine.Step(E2eStatus.Initial), Is.EqualTo(E2eState.Init));
        Assert.That(machine.Step(E2eStatus.Ok), Is.EqualTo(E2eState.Valid));
        Assert.That(machine.Step(E2eStatus.WrongCrc), Is.EqualTo(E2eState.Valid), "one error is allowed");
        Assert.That(machine.Step(E2eStatus.WrongCrc), Is.EqualTo(E2eState.Invalid), "two are not");
        Assert.That(machine.Step(E2eStatus.Ok), Is.EqualTo(E2eState.Invalid));
        Assert.That(machine.Step(E2eStatus.Ok), Is.EqualTo(E2eState.Invalid), "two errors are still in the window");
        Assert.That(machine.Step(E2eStatus.Ok), Is.EqualTo(E2eState.Valid));
    }

    [Test]
    public void Link_that_starts_with_errors_is_invalid_and_one_that_starves_falls()
    {
        var machine = new E2eStateMachine(new E2eWindow(Size: 4, MinOkInit: 3, MaxErrorInit: 0, MinOkValid: 1, MaxErrorValid: 1));
        machine.Step(E2eStatus.Initial);
        Assert.That(machine.Step(E2eStatus.WrongCrc), Is.EqualTo(E2eState.Invalid));

        for (int i = 0; i < 4; i++)
            machine.Step(E2eStatus.Ok);
        Assert.That(machine.State, Is.EqualTo(E2eState.Valid));
        for (int i = 0; i < 4; i++)
            machine.Step(E2eStatus.NoNewData);
        Assert.That(machine.State, Is.EqualTo(E2eState.Invalid));
    }

    [TestCase(0, 0)]
    [TestCase(4, 5)]
    [TestCase(4, -1)]
    public void Impossible_windows_are_refused(int size, int minOk) =>
        Assert.That(() => new E2eStateMachine(new E2eWindow(size, minOk, 0, 0, 0)), Throws.ArgumentException);

    private static E2eProfile ProfileOf(JsonElement vector)
    {
        uint Id() => vector.GetProperty("data_id").GetUInt32();
        int Offset() => vector.GetProperty("offset").GetInt32();
        return vector.GetProperty("profile").GetString() switch
        {
            "P01" => new E2eProfile01((ushort)Id(), vector.GetProperty("mode").GetString() switch
            {
                "BOTH" => E2eDataIdMode.Both,
                "ALT" => E2eDataIdMode.Alternating,
                "LOW" => E2eDataIdMode.Low,
                _ => E2eDataIdMode.Nibble,
            }),
            "P02" => new E2eProfile02(Convert.FromHexString(vector.GetProperty("data_id_list").GetString()!)),
            "P04" => new E2eProfile04(Id(), Offset()),
            "P05" => new E2eProfile05((ushort)Id(), Offset()),
            "P06" => new E2eProfile06((ushort)Id(), Offset()),
            _ => new E2eProfile07(Id(), Offset()),
        };
    }
}
