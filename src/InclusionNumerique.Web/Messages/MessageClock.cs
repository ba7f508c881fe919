using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Orientations;
using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Messages;

/// <summary>Runs with the process: sends what is due, queues the digests of orientations in the morning, and once a day erases what is old.</summary>
public sealed class MessageClock(MessageSender sender, OrientationDigest digest, TimeProvider clock, ILogger<MessageClock> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private DateOnly _erasedOn;
    private DateOnly _digestedOn;

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
                if (_digestedOn != clock.Today() && clock.GetUtcNow() >= ParisTime.At(clock.Today(), OrientationDigest.Hour))
                {
                    await digest.QueueAsync(stoppingToken);
                    _digestedOn = clock.Today();
                }

                await sender.SendDueAsync(stoppingToken);
                if (_erasedOn != clock.Today())
                {
                    await sender.EraseOldAsync(stoppingToken);
                    _erasedOn = clock.Today();
                }
            }
            catch (Exception e) when (DatabaseTrouble.Is(e))
            {
                // The next beat sends what this one could not.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The message stays as sending, then becomes uncertain, and the others go on. Its exception may quote an address.
                log.LogError("A message could not be sent ({Error}).", e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
