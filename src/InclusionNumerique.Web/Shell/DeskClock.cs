using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Web.Shell;

/// <summary>Runs with the process: the feed of changes to the screens, the end of the day, and the counts that the figures are read from.</summary>
public sealed class DeskClock(DeskFeed feed, DayEnd dayEnd, FigureKeeping figures, ILogger<DeskClock> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Preparation.IsReady)
        {
            await Task.Delay(100, stoppingToken);
        }

        await Task.WhenAll(
            feed.RunAsync(stoppingToken),
            EveryMinuteAsync(() => dayEnd.CloseAsync(stoppingToken), stoppingToken),
            EveryMinuteAsync(() => figures.FoldAsync(cancellation: stoppingToken), stoppingToken));
    }

    private async Task EveryMinuteAsync(Func<Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
        {
            try
            {
                await work();
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                // The next minute does what this one could not.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It would end the product, of which this is the least part.
                log.LogError("What is done every minute failed ({Error}).", e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }
}
