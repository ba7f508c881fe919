using System.Globalization;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Shell;

/// <summary><c>figures check</c> and <c>figures rebuild</c>: the counts that the figures are read from, against the visits.</summary>
public static class FiguresCommand
{
    public const string Check = "check";
    public const string Rebuild = "rebuild";

    private const int FaultsTold = 20;

    /// <summary>0: every count is right; 1: some are not.</summary>
    public static async Task<int> RunAsync(string connectionString, string what)
    {
        await using var services = new ServiceCollection().AddLogging().AddInclusion(connectionString).BuildServiceProvider();
        await using (var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync())
        {
            await db.Database.MigrateAsync();
        }

        var keeping = services.GetRequiredService<FigureKeeping>();
        var french = CultureInfo.GetCultureInfo("fr-FR");
        if (what == Rebuild)
        {
            var days = await keeping.RebuildAsync(new Progress<int>(done => Console.Error.Write(string.Create(french, $"\r{done:N0} jours comptés…"))));
            Console.Error.WriteLine();
            Console.WriteLine(string.Create(french, $"{days:N0} jours de site recomptés."));
            return 0;
        }

        var faults = await keeping.CheckAsync(FaultsTold + 1);
        foreach (var fault in faults.Take(FaultsTold))
        {
            Console.WriteLine($"{(fault.Grain == 1 ? "Jour" : "Mois")} du {fault.Start:yyyy-MM-dd}, site {fault.SiteId}{(fault.DistrictId is { } district ? $", quartier {district}" : "")}, compte {fault.Dimension}/{fault.Key} : {Told(fault.Kept)} au lieu de {Told(fault.True)}.");
        }

        Console.WriteLine(faults.Count switch
        {
            0 => "Tous les comptes sont justes.",
            1 => "Un compte faux. « figures rebuild » les refait tous.",
            > FaultsTold => $"Plus de {FaultsTold} comptes faux. « figures rebuild » les refait tous.",
            var count => $"{count} comptes faux. « figures rebuild » les refait tous.",
        });
        return faults.Count == 0 ? 0 : 1;
    }

    private static string Told(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "rien";
}
