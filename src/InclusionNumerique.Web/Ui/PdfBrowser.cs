using System.Diagnostics;

namespace InclusionNumerique.Web.Ui;

/// <summary>The machine's Chromium, and how it is told to print one file.</summary>
internal static class PdfBrowser
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // A starting script, never the browser itself.
    private const int ScriptMost = 100_000;

    /// <summary>The one that INCLUSION_CHROMIUM names, or the first on the PATH; null: none.</summary>
    public static string? Find() => Environment.GetEnvironmentVariable("INCLUSION_CHROMIUM") is { Length: > 0 } named
        ? File.Exists(named) ? named : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(path => File.Exists(path) && !IsDoorToSnap(path));

    public static ProcessStartInfo Command(string browser, string folder, string page, string pdf)
    {
        var start = new ProcessStartInfo(browser)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            ArgumentList =
            {
                "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-component-update",
                "--disable-background-networking", "--disable-breakpad", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(folder, "profile")}",
                "--no-pdf-header-footer", "--generate-pdf-document-outline", $"--print-to-pdf={pdf}",
            },
        };
        // Chromium refuses its sandbox to root.
        if (Environment.UserName == "root")
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        // The product's secrets are in its environment.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        (start.Environment["PATH"], start.Environment["HOME"], start.Environment["TMPDIR"], start.Environment["LANG"]) = (path, folder, folder, "fr_FR.UTF-8");
        return start;
    }

    // Ubuntu's packages are only doors to a snap, which reads no temporary folder of others.
    private static bool IsDoorToSnap(string path) => new FileInfo(path).Length < ScriptMost && File.ReadAllText(path).Contains("snap", StringComparison.Ordinal);
}
