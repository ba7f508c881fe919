using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Queue;

public sealed class DeskFeedTests(TestServer server) : QueueTest(server), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    private DeskFeed Feed => Get<DeskFeed>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // Changes of older days are told to nobody, by the database's own clock.
        if (DateTimeOffset.UtcNow > Now)
        {
            Clock.SetUtcNow(DateTimeOffset.UtcNow);
        }

        _running = Feed.RunAsync(_stopping.Token);
        await UntilAsync(() => Feed.IsConnected);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        await DisposeAsync();
    }

    [Fact]
    public async Task An_arrival_is_told_to_the_screens_of_its_site_alone()
    {
        var (here, elsewhere) = (0, 0);
        using var first = Feed.Subscribe(Blosne, () => Interlocked.Increment(ref here));
        using var second = Feed.Subscribe(Villejean, () => Interlocked.Increment(ref elsewhere));

        await ArriveNowAsync();

        await UntilAsync(() => here > 0);
        elsewhere.Should().Be(0);
    }

    [Fact]
    public async Task A_hundred_changes_in_a_burst_are_told_a_few_times_and_the_last_one_is_seen()
    {
        var (told, seen) = (0, 0);
        using var subscription = Feed.Subscribe(Blosne, () =>
        {
            Interlocked.Increment(ref told);
            _ = LookAsync();
        });
        async Task LookAsync() => seen = (await BoardAsync()).Waiting.Count;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ArriveNowAsync()));

        await UntilAsync(() => seen == 100);
        told.Should().BeLessThan(100);
    }

    [Fact]
    public async Task Screens_are_right_again_after_the_listener_is_killed_in_the_middle_of_a_hundred_changes()
    {
        var seen = new int[5];
        var subscriptions = Enumerable.Range(0, seen.Length).Select(screen => Feed.Subscribe(Blosne, () => _ = LookAsync(screen))).ToList();
        async Task LookAsync(int screen) => seen[screen] = (await BoardAsync()).Waiting.Count;

        for (var i = 0; i < 100; i++)
        {
            await ArriveNowAsync();
            if (i is 30 or 60 or 99)
            {
                await KillListenerAsync();
            }
        }

        await UntilAsync(() => seen.All(count => count == 100), TimeSpan.FromSeconds(5));
        subscriptions.ForEach(s => s.Dispose());
    }

    private async Task ArriveNowAsync()
    {
        var form = new RecordArrival.Form { SiteId = Blosne };
        (await Get<RecordArrival>().ExecuteAsync(form, Receptionist, Cancellation)).IsDone.Should().BeTrue();
    }

    private async Task KillListenerAsync()
    {
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'InclusionNumerique feed' AND datname = current_database()", Cancellation);
    }

    private static async Task UntilAsync(Func<bool> isSo, TimeSpan? patience = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(patience ?? Patience);
        while (!isSo())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
