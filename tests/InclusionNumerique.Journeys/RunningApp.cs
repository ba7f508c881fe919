using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InclusionNumerique.Journeys;

/// <summary>The published product, as a process of its own on a free port and a data folder of its own.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan StartMost = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, string> _settings;
    private readonly List<string> _words = [];
    private Process? _process;

    private RunningApp(Dictionary<string, string> settings) => _settings = settings;

    public int Port { get; } = FreePort();

    public Uri Address => new($"http://localhost:{Port}");

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("inclusion-app-").FullName;

    /// <summary>The embedded database, when the product runs on it.</summary>
    public string ConnectionString => $"Host={Path.Combine(DataFolder, "socket")};Database=inclusion;Username=inclusion;Pooling=false";

    /// <summary>What <c>dotnet publish</c> made: <c>artifacts/app</c>, or the folder that INCLUSION_APP names.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("INCLUSION_APP") is { Length: > 0 } folder ? folder : Path.Combine(Root, "artifacts", "app");

    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot();

    public static async Task<RunningApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var app = new RunningApp(settings.ToDictionary(s => s.Name, s => s.Value));
        try
        {
            await app.StartAgainAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>On the same port and data, after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var program = Path.Combine(Folder, "InclusionNumerique.Web.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is missing: run ./test, or dotnet publish src/InclusionNumerique.Web -c Release -o artifacts/app");
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(program);
        start.Environment["PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["INCLUSION_DATA"] = DataFolder;
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data, answers);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, answers);
        _process.Exited += (_, _) => answers.TrySetException(new InvalidOperationException($"The product ended at its start: {Words}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await answers.Task.WaitAsync(StartMost);
    }

    /// <summary>The line of the console that starts so, once it is there.</summary>
    public async Task<string> HeardAsync(string start)
    {
        using var patience = new CancellationTokenSource(StartMost);
        while (true)
        {
            lock (_words)
            {
                if (_words.Find(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line)
                {
                    return line;
                }
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As Ctrl-C or a deployment does.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(StartMost);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        _process?.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private string Words
    {
        get
        {
            lock (_words)
            {
                return string.Join(Environment.NewLine, _words);
            }
        }
    }

    private void Hear(string? line, TaskCompletionSource answers)
    {
        if (line is null)
        {
            return;
        }

        lock (_words)
        {
            _words.Add(line);
        }

        if (line.StartsWith("Inclusion Numérique : http", StringComparison.Ordinal))
        {
            answers.TrySetResult();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InclusionNumerique.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run from outside the checkout.");
        }

        return folder.FullName;
    }
}
