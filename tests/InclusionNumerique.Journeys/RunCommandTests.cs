using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace InclusionNumerique.Journeys;

public sealed class RunCommandTests(RunCommandTests.House house) : IDisposable, IClassFixture<RunCommandTests.House>
{
    private static readonly TimeSpan StopMost = TimeSpan.FromSeconds(10);

    private readonly string _data = Directory.CreateTempSubdirectory("inclusion-run-").FullName;
    private readonly int _port = FreePort();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        for (var tenth = 0; ServerProcesses().Length > 0 && tenth < 100; tenth++)
        {
            Thread.Sleep(100);
        }

        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task It_says_once_where_it_answers_and_then_it_does()
    {
        using var product = Start();

        (await product.FirstLine).Should().Be($"Inclusion Numérique : http://localhost:{_port}");

        (await StatusAsync("/health/live")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync("/health/ready")).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_the_product_and_its_database(string signal)
    {
        using var product = await StartAgainAsync();
        await product.FirstLine;

        await product.SignalAsync(signal, Cancellation);

        (await product.EndAsync(Cancellation).WaitAsync(StopMost, Cancellation)).Should().Be(0);
        ServerProcesses().Should().BeEmpty();
    }

    [Fact]
    public async Task A_second_start_finds_what_the_first_wrote()
    {
        using (var first = await StartAgainAsync())
        {
            await first.FirstLine;
            await AskAsync("CREATE TABLE kept AS SELECT 42 AS number");
            await first.SignalAsync("INT", Cancellation);
            await first.EndAsync(Cancellation);
        }

        using var second = Start();
        await second.FirstLine;

        (await AskAsync("SELECT number FROM kept")).Should().Be(42);
    }

    [Fact]
    public async Task After_kill_9_the_database_stops_by_itself()
    {
        using var product = await StartAgainAsync();
        await product.FirstLine;

        await product.SignalAsync("KILL", Cancellation);

        while (ServerProcesses().Length > 0)
        {
            await Task.Delay(100, Cancellation);
        }
    }

    [Fact]
    public async Task After_kill_9_the_next_start_works_at_once_and_nothing_is_lost()
    {
        using var first = await StartAgainAsync();
        await first.FirstLine;
        await AskAsync("CREATE TABLE kept AS SELECT 42 AS number");
        await first.SignalAsync("KILL", Cancellation);
        await first.EndAsync(Cancellation);

        using var second = Start();
        await second.FirstLine;

        (await StatusAsync("/health/ready")).Should().Be(HttpStatusCode.OK);
        (await AskAsync("SELECT number FROM kept")).Should().Be(42);
    }

    [Fact]
    public async Task A_database_killed_under_the_product_comes_back_without_a_new_start()
    {
        using var product = await StartAgainAsync();
        await product.FirstLine;

        using var kill = Process.Start("kill", ["-KILL", .. ServerProcesses().Select(process => Path.GetFileName(process))]);
        await kill.WaitForExitAsync(Cancellation);

        while (ServerProcesses().Length == 0 || await StatusAsync("/health/ready") != HttpStatusCode.OK)
        {
            await Task.Delay(100, Cancellation);
        }
    }

    [Fact]
    public async Task A_taken_port_is_one_clear_line_and_the_data_are_not_touched()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();
        using var product = Start();

        (await product.EndAsync(Cancellation)).Should().NotBe(0);

        product.Errors.Should().ContainSingle().Which.Should().StartWith($"Le port {_port} est déjà pris");
        Directory.EnumerateFileSystemEntries(_data).Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_in_use_is_one_clear_line_and_the_first_run_goes_on()
    {
        using var first = await StartAgainAsync();
        await first.FirstLine;
        using var second = Start(port: FreePort());

        (await second.EndAsync(Cancellation)).Should().NotBe(0);

        second.Errors.Should().ContainSingle().Which.Should().Contain("déjà utilisé par une autre exécution");
        (await StatusAsync("/health/ready")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Missing_binaries_are_one_clear_line()
    {
        using var product = Start(settings: ("INCLUSION_PG_BIN", _data));

        (await product.EndAsync(Cancellation)).Should().NotBe(0);

        product.Errors.Should().ContainSingle().Which.Should().StartWith("PostgreSQL 15 ou plus récent est introuvable");
    }

    [Fact]
    public async Task Counts_that_are_wrong_are_named_and_counted_anew()
    {
        using (var product = await StartAgainAsync())
        {
            await product.FirstLine;
            await AskAsync("INSERT INTO figure_counts (grain, site_id, start, dimension, key, n) VALUES (1, 1, '2024-02-29', 5, 2, 7)");
            await product.SignalAsync("TERM", Cancellation);
            await product.EndAsync(Cancellation);
        }

        (await FiguresAsync("check")).Should().Be((1, "Jour du 2024-02-29, site 1, compte 5/2 : 7 au lieu de rien.\nUn compte faux. « figures rebuild » les refait tous.\n"));
        (await FiguresAsync("rebuild")).Code.Should().Be(0);
        (await FiguresAsync("check")).Should().Be((0, "Tous les comptes sont justes.\n"));
    }

    private async Task<(int Code, string Said)> FiguresAsync(string what)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(RunningApp.Folder, "InclusionNumerique.Web.dll"), "figures", what]) { RedirectStandardOutput = true };
        start.Environment["INCLUSION_DATA"] = _data;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, said);
    }

    private ProductProcess Start(int? port = null, params (string Name, string Value)[] settings) =>
        new([("PORT", $"{port ?? _port}"), ("INCLUSION_DATA", _data), .. settings]);

    /// <summary>In a house that has been started before: a first start takes much longer.</summary>
    private async Task<ProductProcess> StartAgainAsync()
    {
        await house.CopyToAsync(_data, Cancellation);
        return Start();
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync($"http://localhost:{_port}{path}", Cancellation);
        return response.StatusCode;
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"Host={_data}/socket;Database=inclusion;Username=inclusion;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private string[] ServerProcesses() => [.. Directory.EnumerateDirectories("/proc").Where(StandsInCluster)];

    private bool StandsInCluster(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget == Path.Combine(_data, "postgres");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A data folder with a prepared database, made once.</summary>
    public sealed class House : IAsyncLifetime
    {
        private readonly string _data = Directory.CreateTempSubdirectory("inclusion-house-").FullName;

        public async ValueTask InitializeAsync()
        {
            using var product = new ProductProcess(("PORT", $"{FreePort()}"), ("INCLUSION_DATA", _data));
            await product.FirstLine;
            await product.SignalAsync("TERM", CancellationToken.None);
            await product.EndAsync(CancellationToken.None);
        }

        public async Task CopyToAsync(string folder, CancellationToken cancellation)
        {
            using var copy = Process.Start("cp", ["-a", $"{_data}/.", folder]);
            await copy.WaitForExitAsync(cancellation);
            copy.ExitCode.Should().Be(0);
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_data, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
