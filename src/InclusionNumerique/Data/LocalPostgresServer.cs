using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace InclusionNumerique.Data;

/// <summary>One PostgreSQL server process, which ends by itself when this process ends, however it ends.</summary>
internal sealed class LocalPostgresServer : IAsyncDisposable
{
    // The pipe on standard input is ours alone: the kernel closes it when we die, even by kill -9, and the reader then stops PostgreSQL.
    // A session of its own (setsid) keeps the terminal's Ctrl-C away from PostgreSQL: the application stops first.
    private const string Supervisor = """
        exec 3<&0 </dev/null >>"$1" 2>&1
        shift
        trap : INT TERM HUP
        "$@" 3<&- &
        server=$!
        (
            read -r _ <&3
            kill -INT "$server"
            for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                sleep 0.2
                kill -0 "$server" || exit
            done
            kill -QUIT "$server"
        ) 2>/dev/null &
        reader=$!
        while kill -0 "$server" 2>/dev/null; do wait "$server"; done
        kill -KILL "$reader" 2>/dev/null
        """;

    private static readonly string[] Reasons = ["FATAL:", "PANIC:"];

    private readonly Process _process;
    private readonly LocalPostgresFolder _folder;
    private readonly long _logStart;

    private LocalPostgresServer(Process process, LocalPostgresFolder folder, long logStart) =>
        (_process, _folder, _logStart) = (process, folder, logStart);

    public bool HasExited => _process.HasExited;

    public static LocalPostgresServer Launch(
        LocalPostgresFolder folder, LocalPostgresAccount account, LocalPostgresBinaries binaries, bool durable)
    {
        string[] session = OperatingSystem.IsMacOS() ? ["perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"] : ["setsid"];
        var settings = Settings(folder, durable).SelectMany(setting => new[] { "-c", setting });
        var start = account.Command(
            [.. session, "sh", "-c", Supervisor, "sh", folder.Log, binaries.Postgres, "-D", folder.Cluster, .. settings]);
        var logStart = new FileInfo(folder.Log).Length;
        try
        {
            return new LocalPostgresServer(Process.Start(start)!, folder, logStart);
        }
        catch (Win32Exception error)
        {
            throw new LocalPostgresException($"PostgreSQL n’a pas pu être lancé : {error.Message}.", error);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>What the server said last before it ended.</summary>
    public string LastWords()
    {
        using var log = new FileStream(_folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(_logStart, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var last = lines.LastOrDefault(line => Reasons.Any(line.Contains) && !line.Contains("the database system is")) ?? lines.LastOrDefault() ?? "";
        return last[(last.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The supervisor was killed: its end of the pipe is gone already.
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Stops what is left of an earlier run; we hold the folder's lock, so nobody uses it.</summary>
    /// <remarks>
    /// Only where /proc tells which processes stand in the cluster. That is surer than PostgreSQL's own lock files, which a zombie or a
    /// reused process number fools, so they can go. Elsewhere the old supervisor does it, and we wait.
    /// </remarks>
    public static async Task StopLeftoverAsync(LocalPostgresFolder folder, LocalPostgresAccount account, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (_, cluster, _) = await account.RunAsync(cancellation, "realpath", folder.Cluster);
        for (var tenth = 0; ProcessesIn(cluster.Trim()) is { Count: > 0 } left; tenth++)
        {
            if (tenth == 300)
            {
                throw new LocalPostgresException($"Un ancien PostgreSQL (processus {left[0]}) occupe encore {folder.Root} : arrêtez-le, puis relancez.");
            }

            if (tenth % 50 == 0 && folder.ServerId is { } server && left.Contains(server))
            {
                await account.RunAsync(cancellation, "kill", tenth == 0 ? "-INT" : "-QUIT", server);
            }

            await Task.Delay(100, cancellation);
        }

        folder.ForgetServer();
    }

    private static List<string> ProcessesIn(string cluster) =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]) && StandsIn(process, cluster))
            .Select(process => Path.GetFileName(process))];

    private static bool StandsIn(string process, string cluster)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).TrimEnd() == "postgres"
                && new FileInfo(Path.Combine(process, "cwd")).LinkTarget == cluster;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Settings(LocalPostgresFolder folder, bool durable)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024;
        var safe = durable ? "on" : "off";
        return
        [
            $"fsync={safe}", $"synchronous_commit={safe}", $"full_page_writes={safe}",
            "listen_addresses=", "port=5432", $"unix_socket_directories={folder.Socket}", "unix_socket_permissions=0700",
            "max_connections=200", $"shared_buffers={Math.Clamp(memory / 8, 64, 512)}MB", $"effective_cache_size={Math.Max(memory / 2, 128)}MB",
            "work_mem=16MB", "maintenance_work_mem=128MB", "max_wal_size=2GB", $"wal_compression={safe}", "random_page_cost=1.1", "jit=off",
            "timezone=UTC",
            // No statement, value or key of a person in the log: nothing at ERROR or below, and no detail.
            "log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse", "log_statement=none",
            "log_min_duration_statement=-1", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_checkpoints=off",
            "logging_collector=off", "log_destination=stderr",
        ];
    }
}
