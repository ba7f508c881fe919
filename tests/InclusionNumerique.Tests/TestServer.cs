using System.Collections.Concurrent;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(InclusionNumerique.Tests.TestServer))]

namespace InclusionNumerique.Tests;

/// <summary>A throw-away PostgreSQL for the whole run, with a prepared database that each test copies.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private const string Template = "prepared";
    private const string Memory = "/dev/shm";

    // In memory where the system has such a place: a copy is hundreds of small files, and a disk's journal takes longer over them than the tests do.
    private readonly string _folder = Directory.Exists(Memory) ? Directory.CreateDirectory(Path.Combine(Memory, $"inclusion-tests-{Guid.NewGuid():N}")).FullName : Directory.CreateTempSubdirectory("inclusion-tests-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task>> _worlds = [];
    private LocalPostgres? _postgres;
    private int _copies;

    public async ValueTask InitializeAsync()
    {
        _postgres = await LocalPostgres.StartAsync(_folder, durable: false);
        await ExecuteAsync($"CREATE DATABASE {Template} OWNER {Owner}");
        await using (var db = Open(ConnectionStringOf(Template)))
        {
            await db.Database.MigrateAsync();
            await ReferenceData.EnsureAsync(db);
            await DemoData.EnsureAccountsAsync(db);
        }

        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _postgres!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The connection string of a fresh copy: reference lists and demo accounts, no visits.</summary>
    public async Task<string> CopyAsync()
    {
        var name = $"copy_{Interlocked.Increment(ref _copies)}";
        await CopyAsync(Template, name);
        return ConnectionStringOf(name);
    }

    /// <summary>The connection string of a fresh copy of a database that is filled once for all who name it so.</summary>
    /// <param name="world">Of small letters.</param>
    public async Task<string> CopyAsync(string world, Func<InclusionDb, Task> fill)
    {
        await _worlds.GetOrAdd(world, _ => new(() => FillAsync(world, fill))).Value;
        var name = $"copy_{Interlocked.Increment(ref _copies)}";
        await CopyAsync(world, name);
        return ConnectionStringOf(name);
    }

    private string Owner => new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString).Username!;

    /// <summary>Gives back the disk: hundreds of copies would take several gigabytes.</summary>
    public Task DropAsync(string connectionString) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    public static InclusionDb Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<InclusionDb>();
        InclusionDb.Configure(options, connectionString);
        return new InclusionDb(options.Options);
    }

    private string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private async Task FillAsync(string world, Func<InclusionDb, Task> fill)
    {
        await CopyAsync(Template, world);
        await using var db = Open(ConnectionStringOf(world));
        await fill(db);
        // A database that somebody is in cannot be copied.
        NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
    }

    // Page by page through the log, as by default, a copy takes twice as long and most of it compresses what nobody reads.
    private Task CopyAsync(string from, string name) => ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {from} OWNER {Owner} STRATEGY FILE_COPY");

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_postgres!.AdminConnectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
