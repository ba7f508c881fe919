using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InclusionNumerique.Benchmarks.Live;

/// <summary>The yardstick: a SignalR hub that sends to everybody what one client says, and nothing else.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<EchoServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<EchoHub>("/echo");
        await app.StartAsync();
        return new EchoServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

internal sealed class EchoHub : Hub
{
    public Task Say(string text) => Clients.All.SendAsync("said", text);
}

/// <summary>One client of the echo, by SignalR's JSON protocol.</summary>
internal sealed class EchoClient : IAsyncDisposable
{
    private const byte End = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource<long> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _pump = Task.CompletedTask;

    public static async Task<EchoClient> OpenAsync(Uri address, CancellationToken cancellation)
    {
        var client = new EchoClient();
        await client._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/echo" }.Uri, cancellation);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        var answer = new byte[64];
        await client._socket.ReceiveAsync(answer, cancellation);
        client._pump = client.PumpAsync();
        return client;
    }

    /// <summary>When the next message from the hub arrives.</summary>
    public Task<long> HearsAsync() => (_heard = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public Task SayAsync(string text) => SendAsync($$"""{"type":1,"target":"Say","arguments":["{{text}}"]}""");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _pump;
        _socket.Dispose();
        _closing.Dispose();
    }

    private Task SendAsync(string json) => _socket.SendAsync(new ArraySegment<byte>([.. Encoding.UTF8.GetBytes(json), End]), WebSocketMessageType.Text, true, _closing.Token);

    private async Task PumpAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer, _closing.Token);
                var arrival = Stopwatch.GetTimestamp();
                if (Encoding.UTF8.GetString(buffer, 0, read.Count).Contains("\"said\"", StringComparison.Ordinal))
                {
                    _heard.TrySetResult(arrival);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
