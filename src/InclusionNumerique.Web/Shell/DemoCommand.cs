using System.Globalization;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Shell;

/// <summary><c>demo --visits N</c>: loads N demo visits and stops. Never into a house that has accounts of its own.</summary>
public static class DemoCommand
{
    public static async Task<int> RunAsync(string connectionString, int visits)
    {
        var options = new DbContextOptionsBuilder<InclusionDb>();
        InclusionDb.Configure(options, connectionString);
        await using var db = new InclusionDb(options.Options);
        await db.Database.MigrateAsync();
        await ReferenceData.EnsureAsync(db);
        var loaded = await DemoData.LoadAsync(db, visits, TimeProvider.System);
        if (loaded == 0)
        {
            Console.Error.WriteLine("Rien n’a été chargé : cette base a ses propres comptes, ou aucun espace ouvert. Les visites de démonstration n’y ont pas leur place.");
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"{loaded:N0} visites de démonstration chargées."));
        return 0;
    }
}
