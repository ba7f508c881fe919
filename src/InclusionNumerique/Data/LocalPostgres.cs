using Npgsql;

namespace InclusionNumerique.Data;

/// <summary>
/// A PostgreSQL cluster of our own in a data folder, run for as long as this process lives, on a Unix socket that only its account can reach.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private const string Database = "inclusion";

    private readonly LocalPostgresFolder _folder;
    private readonly LocalPostgresAccount _account = new();
    private readonly bool _durable;
    private readonly CancellationTokenSource _stopping = new();
    private LocalPostgresBinaries? _binaries;
    private LocalPostgresServer? _server;
    private Task _watch = Task.CompletedTask;

    private LocalPostgres(LocalPostgresFolder folder, bool durable) => (_folder, _durable) = (folder, durable);

    /// <summary>The application's database, as its owner, who is no superuser.</summary>
    public string ConnectionString => Connection(Database, Database, 50);

    /// <summary>The maintenance database, as superuser.</summary>
    public string AdminConnectionString => Connection("postgres", "postgres", 5);

    public static async Task<LocalPostgres> StartAsync(string dataFolder, bool durable = true, CancellationToken cancellation = default)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LocalPostgresException(
                "Sous Windows, utilisez Docker (« docker compose up ») ou votre propre serveur PostgreSQL (variable ConnectionStrings__Inclusion).");
        }

        var postgres = new LocalPostgres(LocalPostgresFolder.Open(dataFolder), durable);
        try
        {
            await postgres.StartAsync(cancellation);
            return postgres;
        }
        catch (Exception error)
        {
            await postgres.DisposeAsync();
            if (error is not NpgsqlException)
            {
                throw;
            }

            throw LocalPostgresException.FromServer(dataFolder, error.Message)
                ?? new LocalPostgresException($"PostgreSQL a démarré dans {dataFolder}, mais refuse de servir : {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _watch;
        await StopServerAsync();
        _folder.Dispose();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        _binaries = LocalPostgresBinaries.Find(Environment.GetEnvironmentVariable("INCLUSION_PG_BIN"), _folder.ClusterMajor);
        // Before the folder is handed to PostgreSQL's account: a server that is leaving still takes files away.
        if (_folder.ClusterMajor is not null)
        {
            await LocalPostgresServer.StopLeftoverAsync(_folder, _account, cancellation);
        }

        await _folder.PrepareAsync(_account, cancellation);
        if (_folder.ClusterMajor is null)
        {
            await CreateClusterAsync(cancellation);
        }

        await LaunchAsync(cancellation);
        await CreateDatabaseAsync(cancellation);
        _watch = WatchAsync();
    }

    private async Task CreateClusterAsync(CancellationToken cancellation)
    {
        var (ok, _, error) = await _account.RunAsync(cancellation,
            [_binaries!.InitDb, "-D", _folder.NewCluster, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--data-checksums",
                "--locale-provider=icu", "--icu-locale=fr-FR", OperatingSystem.IsMacOS() ? "--locale=en_US.UTF-8" : "--locale=C.UTF-8",
                .. _durable ? Array.Empty<string>() : ["--no-sync"]]);
        if (!ok)
        {
            throw LocalPostgresException.FromServer(_folder.Root, error) ?? new LocalPostgresException(
                $"PostgreSQL n’a pas pu créer ses données dans {_folder.Root} : {error.Split('\n').LastOrDefault(line => line.Contains("error:")) ?? error}");
        }

        // An initdb cut in the middle leaves no half-made cluster behind.
        Directory.Move(_folder.NewCluster, _folder.Cluster);
    }

    private async Task LaunchAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await LocalPostgresServer.StopLeftoverAsync(_folder, _account, cancellation);
            _server = LocalPostgresServer.Launch(_folder, _account, _binaries!, _durable);
            if (await AnswersAsync(cancellation))
            {
                return;
            }

            var words = _server.LastWords();
            // An earlier server, or a child of a killed one, takes a moment to leave.
            if (attempt == 20 || !(words.Contains("shared memory block") || words.Contains("lock file")))
            {
                throw LocalPostgresException.FromServer(_folder.Root, words)
                    ?? new LocalPostgresException($"PostgreSQL n’a pas démarré dans {_folder.Root} : {words} (voir {_folder.Log}).");
            }

            await StopServerAsync();
            await Task.Delay(500, cancellation);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString + ";Pooling=false");
        while (!_server!.HasExited)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                return true;
            }
            catch (NpgsqlException error) when (error is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
            {
                // Not listening yet, or recovering after a crash, which lasts as long as it must.
                await Task.Delay(25, cancellation);
            }
        }

        return false;
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString + ";Pooling=false");
        foreach (var (missing, create) in new[]
        {
            ($"SELECT FROM pg_roles WHERE rolname = '{Database}'", $"CREATE ROLE {Database} LOGIN CREATEDB"),
            ($"SELECT FROM pg_database WHERE datname = '{Database}'", $"CREATE DATABASE {Database} OWNER {Database}"),
        })
        {
            await using var look = source.CreateCommand($"SELECT EXISTS ({missing})");
            if (!(bool)(await look.ExecuteScalarAsync(cancellation))!)
            {
                await using var make = source.CreateCommand(create);
                await make.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    /// <summary>Brings the server back when it died under us, until we stop.</summary>
    private async Task WatchAsync()
    {
        while (true)
        {
            try
            {
                await (_server?.WaitForExitAsync(_stopping.Token) ?? Task.CompletedTask);
                await StopServerAsync();

                await LaunchAsync(_stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is LocalPostgresException or NpgsqlException or IOException or UnauthorizedAccessException)
            {
                // A full disk, for instance: the reason stands in postgres.log, and the application answers "not ready" until it is cured.
                await Task.WhenAny(Task.Delay(1000, _stopping.Token));
            }
        }
    }

    private async Task StopServerAsync()
    {
        var server = _server;
        _server = null;
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private string Connection(string database, string user, int pool) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder.Socket, Port = 5432, Database = database, Username = user, MaxPoolSize = pool, ApplicationName = "InclusionNumerique",
    }.ConnectionString;
}
