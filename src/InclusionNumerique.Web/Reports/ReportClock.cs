using InclusionNumerique.Data;
using InclusionNumerique.Reports;
using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Reports;

/// <summary>Runs with the process: makes what is queued, and once a minute queues what the schedules say.</summary>
public sealed class ReportClock(ReportMaker maker, ReportPlanner planner, TimeProvider clock, ILogger<ReportClock> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private DateTimeOffset _plannedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Preparation.IsReady)
        {
            await Task.Delay(100, stoppingToken);
        }

        using var timer = new PeriodicTimer(Beat);
        do
        {
            try
            {
                if (clock.GetUtcNow() - _plannedAt >= TimeSpan.FromMinutes(1))
                {
                    await planner.QueueDueAsync(stoppingToken);
                    _plannedAt = clock.GetUtcNow();
                }

                while (await maker.MakeNextAsync(stoppingToken))
                {
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                // The next beat does what this one could not; a report in hand is taken up again when its lease is over.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError("Reports could not be made ({Error}).", e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
