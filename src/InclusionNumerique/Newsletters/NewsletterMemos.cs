namespace InclusionNumerique.Newsletters;

/// <summary>The memos in a section's text: one line each, which begins with the memo's title. What the coordinator has changed behind the title stays.</summary>
public static class NewsletterMemos
{
    private const int StartLength = 160;

    public static bool Has(string text, string title) => Lines(text).Any(line => IsOf(line, title));

    public static string Add(string text, string title, string body) => Has(text, title) ? text : $"{text.TrimEnd()}\n- {title}\u00A0: {StartOf(body)}".TrimStart();

    public static string Remove(string text, string title) => string.Join('\n', Lines(text).Where(line => !IsOf(line, title))).Trim();

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static bool IsOf(string line, string title) => line.StartsWith($"- {title}\u00A0:", StringComparison.Ordinal) || line.TrimEnd() == $"- {title}";

    private static string StartOf(string body)
    {
        var line = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= StartLength)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', StartLength);
        return line[..(end > 0 ? end : char.IsHighSurrogate(line[StartLength - 1]) ? StartLength - 1 : StartLength)] + "…";
    }
}
