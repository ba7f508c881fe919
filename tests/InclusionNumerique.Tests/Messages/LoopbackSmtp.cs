using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using ServiceProvider = SmtpServer.ComponentModel.ServiceProvider;

namespace InclusionNumerique.Tests.Messages;

/// <summary>A real SMTP server on this machine, which keeps what it takes.</summary>
internal sealed class LoopbackSmtp : MessageStore, IMailboxFilter, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public int Port { get; } = FreePort();

    /// <summary>Recipient and message, in the order of arrival.</summary>
    public ConcurrentQueue<(string To, byte[] Mail)> Taken { get; } = new();

    /// <summary>What it answers to the recipients to come; then it takes them.</summary>
    public ConcurrentQueue<SmtpReplyCode> Refusals { get; } = new();

    /// <summary>What it answers to the texts to come; then it takes them.</summary>
    public ConcurrentQueue<SmtpReplyCode> TextRefusals { get; } = new();

    public LoopbackSmtp Start()
    {
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
        return this;
    }

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (TextRefusals.TryDequeue(out var code))
        {
            return new SmtpResponse(code, "refused");
        }

        Taken.Enqueue((transaction.To.Single().AsAddress(), buffer.ToArray()));
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        Refusals.TryDequeue(out var code) ? throw new SmtpResponseException(new SmtpResponse(code, $"refused {to.AsAddress()}")) : Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
