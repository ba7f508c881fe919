using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace InclusionNumerique.Journeys;

/// <summary>One start of the published product, as a person at a console sees it: its lines, its exit code, its Ctrl-C.</summary>
public sealed class ProductProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _errors = [];
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="settings">Environment variables.</param>
    public ProductProcess(params (string Name, string Value)[] settings)
    {
        // A shell that starts a test run in the background makes its children deaf to Ctrl-C; env gives them their hearing back.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(Folder, "InclusionNumerique.Web.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["INCLUSION_DEMO"] = "0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _firstLine.TrySetResult(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _errors.AddRange(line.Data is { } text ? [text] : []);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it said on standard error; complete once it has ended.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Empty when it ended without a word.</summary>
    public Task<string> FirstLine => _firstLine.Task;

    private static string Folder => Environment.GetEnvironmentVariable("INCLUSION_APP") is { Length: > 0 } folder
        ? folder
        : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "artifacts", "app"));

    public async Task<int> EndAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    public async Task SignalAsync(string signal, CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
