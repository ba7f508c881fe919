using System.Collections.Concurrent;
using System.Globalization;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InclusionNumerique.Queue;

/// <summary>
/// Tells the screens of a site that something changed there, by LISTEN/NOTIFY on one connection of its own. Changes that come close together are told once.
/// Messages sent while the connection was lost are lost: everybody is told after a reconnection.
/// </summary>
public sealed partial class DeskFeed(IDbContextFactory<InclusionDb> factory, ILogger<DeskFeed> log)
{
    /// <summary>What concerns all sites at once: a public website that is down.</summary>
    public const int Everywhere = 0;

    private const string Channel = "desk";

    // The first change of a burst is told at once, the rest together this much later.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    // A dead peer is noticed, and the connection kept open by routers, by asking the server now and then.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Subscription, int> _subscriptions = new();

    /// <summary>Sites with a burst under way, and whether something changed since it was last told.</summary>
    private readonly Dictionary<int, bool> _bursts = [];

    /// <summary>False: screens may show what is over; they look for themselves until this changes.</summary>
    public bool IsConnected { get; private set; }

    /// <param name="siteId">A site, or <see cref="Everywhere"/>.</param>
    /// <param name="onChange">Called on any thread, soon after each change at the site, and after each loss and return of the connection. It must return at once.</param>
    public IDisposable Subscribe(int siteId, Action onChange)
    {
        var subscription = new Subscription(this, onChange);
        _subscriptions[subscription] = siteId;
        return subscription;
    }

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        for (var retry = FirstRetry; !stopping.IsCancellationRequested;)
        {
            try
            {
                await ListenAsync(() => retry = FirstRetry, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or System.IO.IOException or System.Net.Sockets.SocketException or TimeoutException or InvalidOperationException)
            {
                LogLost(log, e.GetType().Name);
            }

            if (IsConnected)
            {
                IsConnected = false;
                TellAll();
            }

            await Task.WhenAny(Task.Delay(retry, stopping));
            retry = retry * 2 < LastRetry ? retry * 2 : LastRetry;
        }
    }

    private async Task ListenAsync(Action onConnected, CancellationToken stopping)
    {
        await using var connection = await OpenAsync(stopping);
        connection.Notification += (_, notice) =>
        {
            if (int.TryParse(notice.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var siteId))
            {
                _ = TellAsync(siteId, stopping);
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        IsConnected = true;
        onConnected();
        TellAll();
        while (true)
        {
            if (!await connection.WaitAsync(KeepAlive, stopping))
            {
                await using var ask = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 5 };
                await ask.ExecuteScalarAsync(stopping);
            }
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken stopping)
    {
        await using var db = await factory.CreateDbContextAsync(stopping);
        var settings = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, ApplicationName = "InclusionNumerique feed" };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(stopping);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task TellAsync(int siteId, CancellationToken stopping)
    {
        lock (_bursts)
        {
            if (!_bursts.TryAdd(siteId, false))
            {
                _bursts[siteId] = true;
                return;
            }
        }

        while (true)
        {
            Tell(siteId);
            await Task.WhenAny(Task.Delay(Burst, stopping));
            lock (_bursts)
            {
                if (!_bursts[siteId])
                {
                    _bursts.Remove(siteId);
                    return;
                }

                _bursts[siteId] = false;
            }
        }
    }

    private void Tell(int siteId)
    {
        foreach (var (subscription, site) in _subscriptions)
        {
            if (site == siteId)
            {
                subscription.OnChange();
            }
        }
    }

    private void TellAll()
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            subscription.OnChange();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The desk's feed lost its connection ({Error}); it is opened again.")]
    private static partial void LogLost(ILogger log, string error);

    private sealed class Subscription(DeskFeed feed, Action onChange) : IDisposable
    {
        public Action OnChange => onChange;

        public void Dispose() => feed._subscriptions.TryRemove(this, out _);
    }
}
