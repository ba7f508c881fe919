using System.Text.RegularExpressions;

namespace InclusionNumerique.Journeys;

/// <summary>Files that a run leaves in <c>artifacts/</c>.</summary>
public static partial class Evidence
{
    public static string PathOf(string folder, string file) => Path.Combine(RunningApp.Root, "artifacts", folder, file);

    public static string NameOf(string text) => NotWord().Replace(text.Split('.')[^1], "-").Trim('-');

    [GeneratedRegex(@"\W+")]
    private static partial Regex NotWord();
}
