using System.Text.RegularExpressions;

namespace InclusionNumerique.Journeys;

/// <summary>Files that a run leaves in <c>artifacts/</c>.</summary>
public static partial class Evidence
{
    /// <summary>INCLUSION_PICTURES=1: every screen checked leaves its pictures, for people to look at..</summary>
    public static bool IsPictured { get; } = Environment.GetEnvironmentVariable("INCLUSION_PICTURES") == "1";

    public static string PathOf(string folder, string file) => Path.Combine(RunningApp.Root, "artifacts", folder, file);

    public static string NameOf(string text) => NotWord().Replace(text.Split('.')[^1], "-").Trim('-');

    [GeneratedRegex(@"\W+")]
    private static partial Regex NotWord();
}
