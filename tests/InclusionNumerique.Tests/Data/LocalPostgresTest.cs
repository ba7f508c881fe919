using System.Diagnostics;
using System.Runtime.Versioning;
using InclusionNumerique.Data;
using Npgsql;

namespace InclusionNumerique.Tests.Data;

/// <summary>A test with a data folder of its own, whose path has spaces and accents.</summary>
[UnsupportedOSPlatform("windows")]
public abstract class LocalPostgresTest : IDisposable
{
    protected string Place { get; } = Directory.CreateTempSubdirectory("inclusion-postgres-").FullName;

    protected LocalPostgresTest()
    {
        // Like a user's folder: the postgres account can come this far and no farther.
        File.SetUnixFileMode(Place, (UnixFileMode)0b111_101_101);
    }

    protected string Folder => Path.Combine(Place, "données du test");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(Place, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static async Task ExecuteAsync(LocalPostgres postgres, string sql) => await AskAsync(postgres, sql);

    protected static async Task<object?> AskAsync(LocalPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    protected static async Task<object?> AskPatientlyAsync(LocalPostgres postgres, string sql)
    {
        while (true)
        {
            try
            {
                return await AskAsync(postgres, sql);
            }
            catch (NpgsqlException error) when (error is not PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
            {
                await Task.Delay(100, Cancellation);
            }
        }
    }

    protected string[] ServerProcesses() =>
        [.. Directory.EnumerateDirectories("/proc").Where(StandsInCluster).Select(process => Path.GetFileName(process)!)];

    private bool StandsInCluster(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget == Path.Combine(Folder, "postgres");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    protected static void Kill(string[] processes)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-KILL", .. processes]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
