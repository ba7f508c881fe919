using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Shell;

public static class Health
{
    /// <summary>Live: the process answers. Ready: pages can be served, the database included.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live").AllowAnonymous();
        app.MapGet("/health/ready", async (IDbContextFactory<InclusionDb> factory, CancellationToken cancellation) =>
            Preparation.IsReady && await AnswersAsync(factory, cancellation)
                ? Results.Text("ready")
                : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        if (app.Services.GetRequiredService<LaunchSettings>().IsBench)
        {
            app.MapGet("/_gc", Collect).AllowAnonymous();
        }
    }

    /// <summary>Until the database is ready, every page says what to do meanwhile.</summary>
    public static void UseReadiness(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Preparation.IsReady || context.Request.Path.StartsWithSegments("/health"))
        {
            await next();
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.RetryAfter = "5";
        await context.Response.WriteAsync("""
            <!doctype html><html lang="fr"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Inclusion Numérique – un instant</title>
            <main><h1>L’outil démarre</h1><p>La base de données ne répond pas encore. Cette page se recharge toutes les 5 secondes.
            En attendant, notez les visites sur papier : elles se saisissent ensuite en quelques minutes par « Feuille papier ».</p></main></html>
            """);
    });

    private static async Task<bool> AnswersAsync(IDbContextFactory<InclusionDb> factory, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await using var db = await factory.CreateDbContextAsync(limit.Token);
            return await db.Database.CanConnectAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static object Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new { liveBytes = GC.GetTotalMemory(true), allocatedBytes = GC.GetTotalAllocatedBytes(), pauseMilliseconds = GC.GetTotalPauseDuration().TotalMilliseconds };
    }
}
