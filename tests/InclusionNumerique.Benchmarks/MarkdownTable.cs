namespace InclusionNumerique.Benchmarks;

internal static class MarkdownTable
{
    public static void Print(string[] headers, IEnumerable<string[]> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"| {string.Join(" | ", headers)} |");
        Console.WriteLine($"| --- {string.Concat(Enumerable.Repeat("| ---: ", headers.Length - 1))}|");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }

        Console.WriteLine();
    }

    public static string Ratio(double? product, double? template) =>
        product is { } p && template is > 0 and { } t ? $"{p / t:0.00}" : "-";
}
