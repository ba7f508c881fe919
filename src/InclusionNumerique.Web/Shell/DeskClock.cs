using InclusionNumerique.Queue;
using InclusionNumerique.Data;

namespace InclusionNumerique.Web.Shell;

/// <summary>Runs with the process: the feed of changes to the screens, and the end of the day.</summary>
public sealed class DeskClock(DeskFeed feed, DayEnd dayEnd) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Preparation.IsReady)
        {
            await Task.Delay(100, stoppingToken);
        }

        await Task.WhenAll(feed.RunAsync(stoppingToken), EndDaysAsync(stoppingToken));
    }

    private async Task EndDaysAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
        {
            try
            {
                await dayEnd.CloseAsync(stopping);
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                // The next minute closes what this one could not.
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }
}
