using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Web.Shell;

/// <summary>Brings the database to the product's version, fills an empty one, then says that the product answers. Waits for a database that is absent.</summary>
public sealed class Preparation(
    IDbContextFactory<InclusionDb> factory, LaunchSettings settings, Access.FirstAccessLink firstAccess, IHostApplicationLifetime lifetime, ILogger<Preparation> log)
    : BackgroundService
{
    /// <summary>Completes once the pages can be served.</summary>
    public static bool IsReady { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = TimeSpan.FromSeconds(Math.Min(5, wait.TotalSeconds * 2)))
        {
            try
            {
                await PrepareAsync(stoppingToken);
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The database does not answer yet ({Error}); trying again in {Wait}.", e.GetType().Name, wait);
                await Task.Delay(wait, stoppingToken);
            }
        }

        await WaitForServerAsync(stoppingToken);
        IsReady = true;
        Console.WriteLine($"Inclusion Numérique : http://localhost:{settings.Port}");
        if (firstAccess.IsOffered)
        {
            Console.WriteLine($"Premier administrateur (lien à usage unique) : http://localhost:{settings.Port}/premier-acces?jeton={firstAccess.Secret}");
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
        await ReferenceData.EnsureAsync(db, cancellation);
        // Somebody who comes in with a password of their own; an account that is only prepared keeps nobody out.
        var isInUse = await db.Users.AnyAsync(p => p.PasswordHash != null && !p.Email!.EndsWith(DemoData.EmailDomain), cancellation);
        if (settings.IsDemo && !isInUse)
        {
            await DemoData.EnsureAsync(db, TimeProvider.System, cancellation);
            Access.DemoSignIn.IsOffered = true;
        }
        else if (!await db.Users.Administrators().AnyAsync(cancellation))
        {
            firstAccess.Offer();
        }
    }

    private async Task WaitForServerAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource();
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }
}
