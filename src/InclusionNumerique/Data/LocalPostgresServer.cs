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
        temporary=$2
        shift 2
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
        [ -z "$temporary" ] || rmdir "$temporary"
        """;

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
            [.. session, "sh", "-c", Supervisor, "sh", folder.Log, folder.SocketIsTemporary ? folder.Socket : "",
                binaries.Postgres, "-D", folder.Cluster, .. settings]);
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
        var last = lines.LastOrDefault(line => line.Contains("FATAL:") || line.Contains("PANIC:")) ?? lines.LastOrDefault() ?? "";
        var severity = last.IndexOf("FATAL:", StringComparison.Ordinal);
        return severity < 0 ? last : last[(severity + "FATAL:".Length)..].Trim();
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

    /// <summary>Stops a server of this folder that outlived its supervisor; we hold the folder's lock, so nobody uses it.</summary>
    public static async Task StopLeftoverAsync(LocalPostgresFolder folder, LocalPostgresAccount account, CancellationToken cancellation)
    {
        var pidFile = Path.Combine(folder.Cluster, "postmaster.pid");
        if (!File.Exists(pidFile))
        {
            return;
        }

        var lines = await File.ReadAllLinesAsync(pidFile, cancellation);
        if (lines.Length < 2 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id))
        {
            return;
        }

        for (var tenth = 0; await IsServerAsync(id, lines[1], account, cancellation); tenth++)
        {
            if (tenth % 50 == 0)
            {
                await account.RunAsync(cancellation, "kill", tenth == 0 ? "-INT" : "-QUIT", lines[0]);
            }

            if (tenth == 300)
            {
                throw new LocalPostgresException($"Un ancien PostgreSQL (processus {id}) occupe encore {folder.Root} : arrêtez-le puis relancez.");
            }

            await Task.Delay(100, cancellation);
        }

        if (await ExistsAsync(id, account, cancellation) && File.Exists(pidFile))
        {
            // The number now belongs to another process, for which PostgreSQL would refuse to start.
            File.Delete(pidFile);
        }
    }

    private static async Task<bool> ExistsAsync(int id, LocalPostgresAccount account, CancellationToken cancellation) =>
        (await account.RunAsync(cancellation, "kill", "-0", id.ToString(CultureInfo.InvariantCulture))).Ok;

    private static async Task<bool> IsServerAsync(int id, string cluster, LocalPostgresAccount account, CancellationToken cancellation)
    {
        try
        {
            var line = OperatingSystem.IsLinux()
                ? (await File.ReadAllTextAsync($"/proc/{id}/cmdline", cancellation)).Replace('\0', ' ')
                : (await account.RunAsync(cancellation, "ps", "-o", "args=", "-p", id.ToString(CultureInfo.InvariantCulture))).Output;
            return line.Contains($"-D {cluster} ", StringComparison.Ordinal);
        }
        catch (IOException)
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
            "work_mem=16MB", "maintenance_work_mem=128MB", "max_wal_size=2GB", "wal_compression=on", "random_page_cost=1.1", "jit=off",
            "timezone=UTC",
            // No statement, value or key of a person in the log: nothing at ERROR or below, and no detail.
            "log_min_messages=log", "log_min_error_statement=panic", "log_error_verbosity=terse", "log_statement=none",
            "log_min_duration_statement=-1", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_checkpoints=off",
            "logging_collector=off", "log_destination=stderr",
        ];
    }
}
