using System;
using System.Text;
using NUnit.Framework;
using SenseAuto.Core.Messages;
using SenseAuto.Core.Time;
using SenseAuto.Hw.Can;
using SenseAuto.Tests;

namespace SenseAuto.Hw.Tests;

/// <summary>The words of socketcand's protocol, as its document and its programs write them.</summary>
public sealed class SocketcandTextTests
{
    private static CanFrame Frame(uint id, CanFlags flags, params byte[] payload) => new(new MonoTime(23_424_242_000), 0, id, flags, payload);

    private static string Text(CanFrame frame, bool isServer)
    {
        var into = new byte[SocketcandText.LengthMax];
        int length = isServer ? SocketcandText.EncodeFrame(in frame, into) : SocketcandText.EncodeSend(in frame, into);
        return Encoding.ASCII.GetString(into, 0, length);
    }

    [Test]
    public void Frame_is_told_as_the_daemon_tells_it()
    {
        Assert.That(Text(Frame(0x123, CanFlags.None, 0x11, 0x02, 0xFF), isServer: true), Is.EqualTo("< frame 123 23.424242 1102FF >"));
        Assert.That(Text(Frame(0x12, CanFlags.Extended), isServer: true), Is.EqualTo("< frame 00000012 23.424242  >"));
    }

    [Test]
    public void Frame_is_sent_as_a_client_sends_it()
    {
        Assert.That(Text(Frame(0x7, CanFlags.None, 0x11, 0x02), isServer: false), Is.EqualTo("< send 007 2 11 02 >"));
        Assert.That(Text(Frame(0x1FFF_FFFF, CanFlags.Extended), isServer: false), Is.EqualTo("< send 1FFFFFFF 0 >"));
    }

    [TestCase(" frame 123 23.424242 112233 ", 0x123u, "112233", CanFlags.None)]
    [TestCase(" frame 123 23.424242 11 22 33 ", 0x123u, "112233", CanFlags.None)]
    [TestCase(" frame 7FF 0.000001 ", 0x7FFu, "", CanFlags.None)]
    [TestCase(" frame 0000007F 0.1 8877665544332211 ", 0x7Fu, "8877665544332211", CanFlags.Extended)]
    public void Frame_of_a_server_is_read(string message, uint id, string data, CanFlags flags)
    {
        Assert.That(SocketcandText.TryDecodeFrame(Encoding.ASCII.GetBytes(message), 2, new MonoTime(5), out CanFrame frame), Is.True);

        Assert.That((frame.Id, frame.Flags, frame.Bus, frame.Captured), Is.EqualTo((id, flags, (byte)2, new MonoTime(5))));
        Assert.That(Convert.ToHexString(frame.Payload), Is.EqualTo(data));
    }

    [TestCase(" send 123 3 1 2 F ", "01020F")]
    [TestCase(" send 123 0 ", "")]
    [TestCase(" send 123 8 1 2 3 4 5 6 7 8 ", "0102030405060708")]
    public void Frame_of_a_client_is_read(string message, string data)
    {
        Assert.That(SocketcandText.TryDecodeSend(Encoding.ASCII.GetBytes(message), 0, default, out CanFrame frame), Is.True);
        Assert.That(Convert.ToHexString(frame.Payload), Is.EqualTo(data));
    }

    [TestCase(" frame 123 ")]
    [TestCase(" frame 123 1.0 112233445566778899 ")]
    [TestCase(" frame 123 1.0 1G ")]
    [TestCase(" frame 3FFFFFFF 1.0 11 ")]
    [TestCase(" frame 800 1.0 11 ")]
    [TestCase(" frame  ")]
    [TestCase(" error 123 1.0 ")]
    [TestCase("")]
    public void What_is_no_frame_of_a_server_is_refused(string message) =>
        Assert.That(SocketcandText.TryDecodeFrame(Encoding.ASCII.GetBytes(message), 0, default, out _), Is.False);

    [TestCase(" send 123 2 1 ")]
    [TestCase(" send 123 1 1 2 ")]
    [TestCase(" send 123 ")]
    [TestCase(" send 123 9 1 2 3 4 5 6 7 8 9 ")]
    [TestCase(" frame 123 1.0 11 ")]
    public void What_is_no_frame_of_a_client_is_refused(string message) =>
        Assert.That(SocketcandText.TryDecodeSend(Encoding.ASCII.GetBytes(message), 0, default, out _), Is.False);

    [Test]
    public void Messages_are_found_however_the_stream_was_cut()
    {
        byte[] stream = Encoding.ASCII.GetBytes("noise< hi >\n< ok >< fra");
        byte[] rest = Encoding.ASCII.GetBytes("me 1 >< un< echo >");
        var reader = new SocketcandReader();
        string all = "";
        foreach (byte[] part in new[] { stream, rest })
        {
            ReadOnlySpan<byte> input = part;
            while (reader.TryTake(ref input, out ReadOnlySpan<byte> message))
                all += $"[{Encoding.ASCII.GetString(message)}]";
        }

        Assert.That(all, Is.EqualTo("[ hi ][ ok ][ frame 1 ][ echo ]"));
        Assert.That(reader.Malformed, Is.EqualTo(1), "the one that was never closed");
    }

    [Test]
    public void Message_without_an_end_takes_no_more_memory_and_is_counted()
    {
        var reader = new SocketcandReader();
        byte[] endless = Encoding.ASCII.GetBytes("<" + new string('x', 5000) + "< ok >");
        ReadOnlySpan<byte> input = endless;

        Assert.That(reader.TryTake(ref input, out ReadOnlySpan<byte> message), Is.True);
        Assert.That(Encoding.ASCII.GetString(message), Is.EqualTo(" ok "));
        Assert.That(reader.Malformed, Is.EqualTo(1));
    }

    [Test]
    public void Writing_and_reading_allocate_nothing()
    {
        CanFrame frame = Frame(0x123, CanFlags.None, 1, 2, 3, 4, 5, 6, 7, 8);
        var into = new byte[SocketcandText.LengthMax];

        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                int length = SocketcandText.EncodeFrame(in frame, into);
                SocketcandText.TryDecodeFrame(into.AsSpan(2, length - 4), 0, default, out _);
                SocketcandText.EncodeSend(in frame, into);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [TestCase("socketcand:127.0.0.1:29536/can0", "127.0.0.1", 29536, "can0")]
    [TestCase("socketcand:bench/car", "bench", 29536, "car")]
    [TestCase("socketcand:bench:1/car", "bench", 1, "car")]
    public void Address_is_read(string text, string host, int port, string channel) =>
        Assert.That(SocketcandOptions.Parse(text, 1), Is.EqualTo(new SocketcandOptions(host, port, channel, 1)));

    [TestCase("socketcand:")]
    [TestCase("socketcand:host")]
    [TestCase("socketcand:host/")]
    [TestCase("socketcand:/car")]
    [TestCase("socketcand:host:x/car")]
    [TestCase("socketcand:host:0/car")]
    [TestCase("socketcand:host:65536/car")]
    [TestCase("socketcand:host:1/a>b")]
    [TestCase("can0")]
    public void Address_that_cannot_be_is_shown_with_the_form(string text) =>
        Assert.That(() => SocketcandOptions.Parse(text, 0), Throws.ArgumentException.With.Message.Contains("socketcand:HOST:PORT/CHANNEL"));
}
