using System.Globalization;
using System.Text;

namespace InclusionNumerique.Data;

/// <summary>The data folder of one run: locked for it alone, and open to the account PostgreSQL runs under.</summary>
internal sealed class LocalPostgresFolder : IDisposable
{
    // sun_path holds 108 bytes on Linux and 104 elsewhere, with the closing zero.
    private const int LongestSocketPath = 103;

    private readonly FileStream _lock;

    private LocalPostgresFolder(string path, FileStream held)
    {
        (Root, _lock) = (path, held);
        var socket = Path.Combine(Root, "socket");
        var fits = Encoding.UTF8.GetByteCount(Path.Combine(socket, ".s.PGSQL.5432")) <= LongestSocketPath;
        // PostgreSQL and Npgsql both take a comma for a list of places.
        Socket = fits && socket.IndexOfAny([',', '"', '\\']) < 0 ? socket : Directory.CreateTempSubdirectory("inclusion-").FullName;
    }

    public string Root { get; }

    public string Socket { get; }

    public string Cluster => Path.Combine(Root, "postgres");

    public string NewCluster => Path.Combine(Root, "postgres.new");

    public string Log => Path.Combine(Root, "postgres.log");

    public int? ClusterMajor =>
        File.Exists(Path.Combine(Cluster, "PG_VERSION"))
            ? int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Process number of the server that used the cluster last.</summary>
    public string? ServerId => File.Exists(ServerIdFile) ? File.ReadLines(ServerIdFile).FirstOrDefault() : null;

    private string ServerIdFile => Path.Combine(Cluster, "postmaster.pid");

    public static LocalPostgresFolder Open(string dataFolder)
    {
        var root = Path.GetFullPath(dataFolder);
        try
        {
            CreatePrivate(root);
            var held = new FileStream(Path.Combine(root, "inclusion.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new LocalPostgresFolder(root, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(root, error);
        }
    }

    /// <summary>Makes the folders PostgreSQL needs; as root, gives them to its account.</summary>
    public async Task PrepareAsync(LocalPostgresAccount account, CancellationToken cancellation)
    {
        try
        {
            if (Directory.Exists(NewCluster))
            {
                Directory.Delete(NewCluster, recursive: true);
            }

            CreatePrivate(Socket);
            CreatePrivate(ClusterMajor is null ? NewCluster : Cluster);
            if (new FileInfo(Log) is { Exists: true, Length: > 5_000_000 })
            {
                File.Delete(Log);
            }

            File.AppendAllText(Log, "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(Root, error);
        }

        string[] owned = [Socket, Log, ClusterMajor is null ? NewCluster : Cluster];
        await account.TakeAsync(Root, owned, cancellation);
    }

    public void ForgetServer()
    {
        File.Delete(ServerIdFile);
        if (Directory.Exists(Socket))
        {
            File.Delete(Path.Combine(Socket, ".s.PGSQL.5432"));
            File.Delete(Path.Combine(Socket, ".s.PGSQL.5432.lock"));
        }
    }

    public void Dispose()
    {
        if (!Socket.StartsWith(Root, StringComparison.Ordinal))
        {
            Directory.Delete(Socket, recursive: true);
        }

        _lock.Dispose();
    }

    private static void CreatePrivate(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static LocalPostgresException Explain(string root, Exception error)
    {
        const int WouldBlockOnLinux = 11, WouldBlockOnMac = 35;
        if (error is IOException { HResult: WouldBlockOnLinux or WouldBlockOnMac })
        {
            return new LocalPostgresException(
                $"Le dossier de données {root} est déjà utilisé par une autre exécution. " +
                "Arrêtez-la, ou choisissez un autre dossier avec INCLUSION_DATA.", error);
        }

        return LocalPostgresException.FromServer(root, error.Message)
            ?? new LocalPostgresException(
                $"Impossible d’écrire dans le dossier de données {root} ({Reason(error)}). " +
                "Donnez-vous le droit d’y écrire, ou choisissez un autre dossier avec INCLUSION_DATA.", error);
    }

    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "accès refusé",
        DirectoryNotFoundException or FileNotFoundException => "chemin impossible",
        _ => error.Message,
    };
}
