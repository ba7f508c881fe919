using InclusionNumerique.Surveys;
using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Surveys;

/// <summary>Runs with the process: gathers what was sent, many answers at a time, and notes who has begun before the process ends.</summary>
public sealed class SurveyClock(SurveyGathering gathering, ILogger<SurveyClock> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => Preparation.IsReady ? gathering.NoteBegunAsync(cancellationToken) : Task.CompletedTask);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(() => gathering.GatherDueAsync(stoppingToken));
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next beat gathers what this one could not. What failed may quote an answer.
            log.LogError("Answers could not be gathered ({Error}).", e.GetType().Name);
        }
    }
}
