using System.Runtime.Versioning;
using InclusionNumerique.Data;
using Npgsql;

namespace InclusionNumerique.Tests.Data;

[UnsupportedOSPlatform("windows")]
public sealed class LocalPostgresTests : LocalPostgresTest
{
    [Fact]
    public async Task What_was_written_is_there_after_a_second_start()
    {
        await using (var first = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation))
        {
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 'été'::text AS word");
        }

        await using var second = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation);

        (await AskAsync(second, "SELECT word FROM kept")).Should().Be("été");
    }

    [Fact]
    public async Task A_committed_row_is_on_the_disk()
    {
        await using var postgres = await LocalPostgres.StartAsync(Folder, cancellation: Cancellation);

        (await AskAsync(postgres, "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN ('data_checksums', 'fsync', 'full_page_writes', 'synchronous_commit')"))
            .Should().Be("data_checksums=on fsync=on full_page_writes=on synchronous_commit=on");
    }

    [Fact]
    public async Task No_port_is_open_and_the_socket_is_private()
    {
        await using var postgres = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation);

        (await AskAsync(postgres, "SHOW listen_addresses")).Should().Be("");
        var socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
        File.GetUnixFileMode(socket).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Names_sort_as_in_French()
    {
        await using var postgres = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation);

        (await AskAsync(postgres, "SELECT string_agg(w, ' ' ORDER BY w) FROM unnest(ARRAY['zèbre', 'Été', 'eau', 'œuf', 'ourse']) w"))
            .Should().Be("eau Été œuf ourse zèbre");
    }

    [Fact]
    public async Task A_refused_statement_leaves_no_value_in_the_log()
    {
        await using (var postgres = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation))
        {
            await ExecuteAsync(postgres, "CREATE TABLE people (name text PRIMARY KEY)");
            await ExecuteAsync(postgres, "INSERT INTO people VALUES ('Usagère Secrète')");
            await postgres.Invoking(p => ExecuteAsync(p, "INSERT INTO people VALUES ('Usagère Secrète')")).Should().ThrowAsync<PostgresException>();
            await postgres.Invoking(p => ExecuteAsync(p, "SELECT 'Usagère Secrète'::int")).Should().ThrowAsync<PostgresException>();
        }

        (await File.ReadAllTextAsync(Path.Combine(Folder, "postgres.log"), Cancellation)).Should().NotContain("Secrète");
    }

    [Fact]
    public async Task A_server_killed_whole_comes_back_by_itself_with_its_rows()
    {
        await using var postgres = await LocalPostgres.StartAsync(Folder, cancellation: Cancellation);
        await ExecuteAsync(postgres, "CREATE TABLE kept AS SELECT 42 AS number");

        Kill(ServerProcesses());

        (await AskPatientlyAsync(postgres, "SELECT number FROM kept")).Should().Be(42);
    }

    [Fact]
    public async Task A_killed_postmaster_comes_back_by_itself_with_its_rows()
    {
        await using var postgres = await LocalPostgres.StartAsync(Folder, cancellation: Cancellation);
        await ExecuteAsync(postgres, "CREATE TABLE kept AS SELECT 42 AS number");

        Kill([File.ReadLines(Path.Combine(Folder, "postgres", "postmaster.pid")).First()]);

        (await AskPatientlyAsync(postgres, "SELECT number FROM kept")).Should().Be(42);
    }

    [Fact]
    public async Task It_stops_although_a_transaction_is_open()
    {
        var postgres = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation);
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);

        await postgres.DisposeAsync();

        ServerProcesses().Should().BeEmpty();
    }

    [Fact]
    public async Task A_first_start_cut_in_the_middle_is_begun_again()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "postgres.new", "base"));

        await using var postgres = await LocalPostgres.StartAsync(Folder, durable: false, Cancellation);

        (await AskAsync(postgres, "SELECT 1")).Should().Be(1);
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_works()
    {
        var folder = Path.Combine(Place, new string('x', 120));

        await using var postgres = await LocalPostgres.StartAsync(folder, durable: false, Cancellation);

        (await AskAsync(postgres, "SELECT 1")).Should().Be(1);
    }
}
