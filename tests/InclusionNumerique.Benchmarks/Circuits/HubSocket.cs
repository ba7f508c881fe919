using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>The WebSocket under one circuit: handshake, pings, sends one at a time, hands every message to the page in order.</summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Task _pump = Task.CompletedTask;
    private Task _pings = Task.CompletedTask;

    /// <param name="received">Gets each message with the time stamp of its arrival.</param>
    /// <param name="failed">Told once when the connection ends by anything but <see cref="DisposeAsync"/>.</param>
    public async Task OpenAsync(
        WebSession session, Func<HubMessage, long, Task> received, Action<Exception> failed, CancellationToken cancellation)
    {
        _socket.Options.Cookies = session.Cookies;
        _socket.Options.SetRequestHeader("Origin", session.Address.GetLeftPart(UriPartial.Authority));
        // As browsers do: the server pays for its compression state too.
        _socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await _socket.ConnectAsync(session.SocketAddress, cancellation);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(BlazorPack.Handshake), WebSocketMessageType.Text, true, cancellation);
        var answer = new byte[256];
        var read = await _socket.ReceiveAsync(answer, cancellation);
        if (Encoding.UTF8.GetString(answer, 0, read.Count) != "{}\u001e")
        {
            throw new InvalidDataException("The server refused the blazorpack protocol.");
        }

        _pump = PumpAsync(received, failed);
        _pings = PingAsync();
    }

    public async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync(_closing.Token);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_pump, _pings);
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task PumpAsync(Func<HubMessage, long, Task> received, Action<Exception> failed)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var read = await _socket.ReceiveAsync(buffer.AsMemory(filled), _closing.Token);
                var arrival = Stopwatch.GetTimestamp();
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidDataException("The server closed the connection.");
                }

                filled += read.Count;

                ReadOnlyMemory<byte> rest = buffer.AsMemory(0, filled);
                while (BlazorPack.TryRead(ref rest) is { } message)
                {
                    await received(message, arrival);
                }

                rest.CopyTo(buffer);
                filled = rest.Length;
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
        catch (Exception problem)
        {
            failed(problem);
        }
    }

    /// <summary>The server drops a client it has not heard of for 30 s.</summary>
    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15));
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await SendAsync(BlazorPack.Ping);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException)
        {
            // The pump tells of a broken connection.
        }
    }
}
