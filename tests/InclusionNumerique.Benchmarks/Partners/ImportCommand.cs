using System.Diagnostics;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InclusionNumerique.Benchmarks.Partners;

/// <summary>The import of a file of the national standard against COPY of the same bytes into a table of 32 text columns, alternating.</summary>
internal static class ImportCommand
{
    public static Command Command { get; } = new("import-places", "Import of a file of places against COPY of the same file.", "import-places [--places 20000] [--rounds 5]", RunAsync);

    private static readonly Actor Coordinator = new(DemoData.AccountId(9), "Coordination Démo", [Role.Coordinator], [1], 1, 1);

    private static async Task RunAsync(Options options, CancellationToken cancellation)
    {
        var places = options.Number("places", 20_000, 100, 1_000_000);
        var rounds = options.Number("rounds", 5, 1, 100);
        options.RefuseUnread();
        var file = Encoding.UTF8.GetBytes(File(places, "Mo-Fr 09:00-12:00,14:00-18:00; PH off"));
        var changed = Encoding.UTF8.GetBytes(File(places, "Mo-Sa 09:00-12:00; PH off"));
        var folder = Directory.CreateTempSubdirectory("inclusion-bench-").FullName;
        await using (var postgres = await LocalPostgres.StartAsync(folder, durable: true, cancellation))
        {
            await using var services = new ServiceCollection().AddLogging().AddInclusion(postgres.ConnectionString).BuildServiceProvider();
            await using var db = await services.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContextAsync(cancellation);
            await db.Database.MigrateAsync(cancellation);
            await ReferenceData.EnsureAsync(db, cancellation);
            await DemoData.EnsureAccountsAsync(db, cancellation);
            await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
            await ExecuteAsync(source, $"CREATE TABLE bare_places ({string.Join(", ", PlaceStandard.Columns.Select(c => $"{c} text"))})", cancellation);
            var import = services.GetRequiredService<ImportPlaces>();
            List<double> copies = [], first = [], again = [], after = [];
            for (var round = 0; round <= rounds; round++)
            {
                await ExecuteAsync(source, "TRUNCATE bare_places", cancellation);
                await ExecuteAsync(source, "TRUNCATE partners CASCADE", cancellation);
                double[] times =
                [
                    await TimedAsync(() => CopyAsync(source, file, cancellation)),
                    await TimedAsync(() => ImportAsync(import, file, r => r.Added == places, cancellation)),
                    await TimedAsync(() => ImportAsync(import, file, r => r.Unchanged == places, cancellation)),
                    await TimedAsync(() => ImportAsync(import, changed, r => r.Changed == places, cancellation)),
                ];
                // The first round warms up.
                foreach (var (list, time) in new[] { copies, first, again, after }.Zip(times).Where(_ => round > 0))
                {
                    list.Add(time);
                }
            }

            MarkdownTable.Print(
                [$"{places:N0} places, {file.Length / 1024 / 1024.0:0.0} MB", "median, ms", "ratio to COPY"],
                new (string, List<double>)[] { ("COPY into 32 text columns", copies), ("import, all new", first), ("import, all unchanged", again), ("import, all changed", after) }
                    .Select(r => new[] { r.Item1, $"{Median(r.Item2):0}", MarkdownTable.Ratio(Median(r.Item2), Median(copies)) }));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task CopyAsync(NpgsqlDataSource source, byte[] file, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var copy = await connection.BeginTextImportAsync("COPY bare_places FROM STDIN (FORMAT csv, HEADER)", cancellation);
        await copy.WriteAsync(System.Text.Encoding.UTF8.GetString(file).AsMemory(), cancellation);
    }

    private static async Task ImportAsync(ImportPlaces import, byte[] file, Func<ImportReport, bool> isRight, CancellationToken cancellation)
    {
        var form = new ImportPlaces.Form { Producer = "Banc Démo", File = new MemoryStream(file) };
        if (!(await import.ExecuteAsync(form, Coordinator, cancellation)).IsDone || !isRight(form.Report!))
        {
            throw new BenchmarkException("The import did not do what it is timed for.");
        }
    }

    private static string File(int places, string hours) => string.Concat(Enumerable.Range(0, places)
        .Select(i => FormattableString.Invariant(
            $"demo-{i},00000000000000,\"EPN Démo, lieu {i}\",{(i % 3 == 0 ? "Rennes" : "Chantepie")},35000,35238,{i} rue de la Démo,,{48.08 + (i % 600 * 0.0001):0.0000},{-1.73 + (i % 1000 * 0.0001):0.0000},EPN|BIB,+33299000000,demo{i}@demo.invalid,https://demo.invalid/{i},\"{hours}\",Lieu fictif qui aide à prendre en main le numérique,Accueil sur place et ateliers chaque semaine,Démo,Fixe,,2026-11-01,Aide aux démarches administratives|Accès internet et matériel informatique,Jeunes|Seniors,Illettrisme,Gratuit,Aidants Connect,,,Se présenter|Téléphoner,Accompagnement individuel,,"))
        .Prepend(string.Join(',', PlaceStandard.Columns)).Select(l => l + "\r\n"));

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<double> TimedAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
