using System;
using System.IO;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace SenseAuto.Telemetry.Web;

/// <summary>
/// One connected client with its own bounded queue. Posting never waits: what a slow client cannot take is dropped
/// for it alone, and counted.
/// </summary>
internal sealed class WebSocketPeer
{
    private const int IncomingBytesMax = 64 * 1024;
    private readonly WebSocket _socket;
    private readonly Channel<OutMessage> _queue;
    private long _dropped;

    public WebSocketPeer(WebSocket socket, int queueCapacity)
    {
        _socket = socket;
        _queue = Channel.CreateBounded<OutMessage>(
            new BoundedChannelOptions(queueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    /// <summary>Messages this client did not get. Only goes up.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Any thread. False when the client's queue is full.</summary>
    public bool TryPost(OutMessage message)
    {
        message.Retain();
        if (_queue.Writer.TryWrite(message))
            return true;

        message.Release();
        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Cuts the connection; <see cref="RunAsync"/> ends.</summary>
    public void Abort() => _socket.Abort();

    /// <summary>Serves the client until it leaves. Each whole incoming message goes to the handler.</summary>
    public async Task RunAsync(Action<ReadOnlyMemory<byte>, bool> onMessage, CancellationToken ending)
    {
        Task sending = SendAsync();
        try
        {
            await ReceiveAsync(onMessage, ending).ConfigureAwait(false);
        }
        catch (Exception end) when (IsTheClientsEnd(end))
        {
            // The client left without a word: the usual way of browsers.
            _socket.Abort();
        }
        finally
        {
            _queue.Writer.TryComplete();
            await sending.ConfigureAwait(false);
        }
    }

    private static bool IsTheClientsEnd(Exception end) =>
        end is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>, bool> onMessage, CancellationToken ending)
    {
        byte[] buffer = new byte[4096];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult result =
                await _socket.ReceiveAsync(buffer.AsMemory(length), ending).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending).ConfigureAwait(false);
                return;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                onMessage(buffer.AsMemory(0, length), result.MessageType == WebSocketMessageType.Text);
                length = 0;
            }
            else if (length == buffer.Length)
            {
                if (length >= IncomingBytesMax)
                {
                    _socket.Abort();
                    return;
                }

                Array.Resize(ref buffer, length * 2);
            }
        }
    }

    private async Task SendAsync()
    {
        ChannelReader<OutMessage> reader = _queue.Reader;
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (reader.TryRead(out OutMessage? message))
                await SendAsync(message).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(OutMessage message)
    {
        try
        {
            if (_socket.State == WebSocketState.Open)
            {
                WebSocketMessageType type = message.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                await _socket.SendAsync(message.Memory, type, endOfMessage: true, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception end) when (IsTheClientsEnd(end))
        {
            _socket.Abort();
        }
        finally
        {
            message.Release();
        }
    }
}
