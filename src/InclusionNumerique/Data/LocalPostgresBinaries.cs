using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Data;

/// <summary>A folder with <c>postgres</c> and <c>initdb</c>, and their major version.</summary>
public sealed partial record LocalPostgresBinaries(string Folder, int Major)
{
    private const int Oldest = 15;

    private const string HowToInstall =
        "Debian ou Ubuntu : « sudo apt-get install postgresql » ; macOS : « brew install postgresql@17 » ; sinon Docker : « docker compose up ».";

    public string Postgres => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");

    /// <param name="chosen">Only this folder is looked at, when given.</param>
    /// <param name="cluster">Major version of the data that exist already: PostgreSQL opens no other.</param>
    public static LocalPostgresBinaries Find(string? chosen, int? cluster)
    {
        var found = (string.IsNullOrWhiteSpace(chosen) ? UsualFolders() : [chosen])
            .Select(Inspect).OfType<LocalPostgresBinaries>().OrderByDescending(binaries => binaries.Major).ToList();
        if (found.Count == 0)
        {
            var place = string.IsNullOrWhiteSpace(chosen) ? "" : $" dans {chosen}";
            throw new LocalPostgresException($"PostgreSQL {Oldest} ou plus récent est introuvable{place}. {HowToInstall}");
        }

        if (found[0].Major < Oldest)
        {
            throw new LocalPostgresException(
                $"PostgreSQL {found[0].Major} ({found[0].Folder}) est trop ancien : il faut la version {Oldest} ou plus récente. {HowToInstall}");
        }

        return found.Find(binaries => cluster is null || binaries.Major == cluster) ?? throw new LocalPostgresException(
            $"Les données ont été créées par PostgreSQL {cluster}, mais cette machine n’a que la version {found[0].Major} : " +
            $"installez PostgreSQL {cluster} (Debian ou Ubuntu : « sudo apt-get install postgresql-{cluster} ») ou choisissez un autre dossier avec INCLUSION_DATA.");
    }

    private static IEnumerable<string> UsualFolders()
    {
        var roots = new (string Root, string Pattern, string Below)[]
        {
            ("/usr/lib/postgresql", "*", "bin"), ("/usr", "pgsql-*", "bin"),
            ("/opt/homebrew/opt", "postgresql*", "bin"), ("/usr/local/opt", "postgresql*", "bin"),
        };
        return roots.Where(place => Directory.Exists(place.Root))
            .SelectMany(place => Directory.EnumerateDirectories(place.Root, place.Pattern).Select(folder => Path.Combine(folder, place.Below)))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
    }

    private static LocalPostgresBinaries? Inspect(string folder)
    {
        var candidate = new LocalPostgresBinaries(Path.GetFullPath(folder), 0);
        if (!File.Exists(candidate.Postgres) || !File.Exists(candidate.InitDb))
        {
            return null;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(candidate.Postgres, ["--version"]) { RedirectStandardOutput = true })!;
            var major = MajorVersion().Match(process.StandardOutput.ReadToEnd());
            return major.Success ? candidate with { Major = int.Parse(major.Groups[1].Value, CultureInfo.InvariantCulture) } : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"PostgreSQL\)? (\d+)")]
    private static partial Regex MajorVersion();
}
