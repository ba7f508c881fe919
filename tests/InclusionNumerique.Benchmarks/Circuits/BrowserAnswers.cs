namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>What a browser would return to the component library's script calls; null would break those that expect a value.</summary>
internal static class BrowserAnswers
{
    private const long ReferenceResult = 1;

    private static readonly (string Ending, string Json)[] Known =
    [
        ("getBrowserWindowSize", """{"width":1366,"height":768}"""),
        ("getBoundingClientRect", """{"top":0,"left":0,"width":320,"height":40,"windowHeight":768,"windowWidth":1366,"scrollX":0,"scrollY":0}"""),
        ("getClientRectFromParent", """{"top":0,"left":0,"width":320,"height":40}"""),
        ("isDarkMode", "false"),
        ("matchMedia", "false"),
        ("contains", "false"),
    ];

    public static string For(string identifier, long resultKind)
    {
        if (resultKind == ReferenceResult)
        {
            return """{"__jsObjectId":1}""";
        }

        return Known.FirstOrDefault(k => identifier.EndsWith(k.Ending, StringComparison.OrdinalIgnoreCase)).Json ?? "null";
    }
}
