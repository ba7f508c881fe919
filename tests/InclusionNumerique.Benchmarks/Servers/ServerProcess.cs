using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace InclusionNumerique.Benchmarks.Servers;

/// <summary>What <c>/_gc</c> answers after a forced collection.</summary>
internal sealed record GcReading(long LiveBytes, long AllocatedBytes, double PauseMilliseconds);

/// <summary>One server under measurement, started as an operator would: a published assembly in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = [];

    private ServerProcess(Process process, Uri address, HttpClient http) => (_process, Address, Http) = (process, address, http);

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>From the start of the process to the first 200.</summary>
    public TimeSpan StartTime { get; private set; }

    public TimeSpan Cpu => Fresh().TotalProcessorTime;

    public long ResidentBytes => Fresh().WorkingSet64;

    public static async Task<ServerProcess> StartAsync(
        string assembly, string readyPath, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(assembly)])
        {
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(assembly)),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["PORT"] = $"{port}";
        start.Environment["DOTNET_gcServer"] = "1";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var address = new Uri($"http://127.0.0.1:{port}");
        var clock = Stopwatch.StartNew();
        var server = new ServerProcess(Process.Start(start)!, address, new HttpClient { BaseAddress = address });
        server.ReadOutput();
        try
        {
            await server.WaitForAsync(readyPath, clock, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Null when the server has no <c>/_gc</c>.</summary>
    public async Task<GcReading?> CollectAsync(CancellationToken cancellation)
    {
        using var answer = await Http.GetAsync("/_gc", cancellation);
        return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json"
            ? await answer.Content.ReadFromJsonAsync<GcReading>(cancellation)
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        // Asked, not killed: a server that keeps a database under itself must be able to stop it.
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, Terminate);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        Http.Dispose();
    }

    private async Task WaitForAsync(string path, Stopwatch clock, CancellationToken cancellation)
    {
        while (true)
        {
            if (_process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(5))
            {
                throw new BenchmarkException($"The server did not answer at {path}:\n{Tail()}");
            }

            try
            {
                using var answer = await Http.GetAsync(path, cancellation);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    StartTime = clock.Elapsed;
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(5, cancellation);
        }
    }

    private void ReadOutput()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line ?? "");
            if (_lastLines.Count > 20)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string Tail()
    {
        lock (_lastLines)
        {
            return string.Join('\n', _lastLines);
        }
    }

    private Process Fresh()
    {
        _process.Refresh();
        return _process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
