using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Shell;

/// <summary><c>demo --visits N</c>: loads N demo visits and stops.</summary>
public static class DemoCommand
{
    public static async Task<int> RunAsync(string connectionString, int visits)
    {
        var options = new DbContextOptionsBuilder<InclusionDb>();
        InclusionDb.Configure(options, connectionString);
        await using var db = new InclusionDb(options.Options);
        await db.Database.MigrateAsync();
        await ReferenceData.EnsureAsync(db);
        await DemoData.LoadAsync(db, visits, TimeProvider.System);
        Console.WriteLine($"{visits:N0} visites de démonstration chargées.");
        return 0;
    }
}
