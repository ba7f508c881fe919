using System.Globalization;
using InclusionNumerique.Statistics;

namespace InclusionNumerique.Surveys;

/// <summary>An analysis as tables for a person at a console, in French.</summary>
public static class AnswerAnalysisText
{
    private const string None = "–";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static void Write(TextWriter output, AnswerAnalysis analysis)
    {
        var choice = analysis.Choice;
        output.WriteLine($"Groupes : {choice.Group}. {(choice.Missing == MissingRule.ListWise ? "Personnes ayant répondu à tous les items" : "Toutes les réponses de chaque item")} ; groupes de {choice.Least} réponse(s) au moins ; différences {(choice.IsUnprotected ? "non protégées" : "protégées par l’ANOVA")} au seuil {choice.Alpha.ToString("0.####", French)}.");
        Table(
            output, "Moyennes", ["Item", "Groupe", "n", "Moyenne", "Écart-type", "Lettres"],
            analysis.Items.SelectMany(i => i.Groups, (i, g) => new[] { i.Item, g.Name, Whole(g.Count), Number(g.Mean, 2), Number(g.Deviation, 2), g.Letters ?? None }), texts: 2);
        Table(
            output, "Tests", ["Item", "n", "F", "ddl", "p", "p Welch", "p Levene", "p Kruskal-Wallis", "Différence"],
            analysis.Items.Select(i => new[] { i.Item, Whole(i.Count), Number(i.Anova?.F, 2), Degrees(i.Anova?.Df1, i.Anova?.Df2), P(i.Anova?.P), P(i.Welch?.P), P(i.Levene?.P), P(i.KruskalWallis?.P), Word(i) }));
        Table(
            output, "Comparaisons deux à deux (LSD)", ["Item", "Groupe", "Groupe", "p"],
            analysis.Items.SelectMany(i => i.Pairs, (i, p) => new[] { i.Item, p.First, p.Second, P(p.P) }), texts: 3);
        Block(output, analysis.Block, choice.Items.Count);
        foreach (var item in analysis.Items.Where(i => i.Refused is not null))
        {
            output.WriteLine($"{item.Item} : {item.Refused}");
        }
    }

    private static void Block(TextWriter output, AnswerBlock block, int items)
    {
        (string Name, ManovaStatistic? Test)[] tests = block.Manova is { } manova
            ? [("Pillai", manova.Pillai), ("Wilks", manova.Wilks), ("Hotelling-Lawley", manova.HotellingLawley), ("Roy", manova.Roy)]
            : [];
        Table(
            output, $"Tous les items ensemble (MANOVA), n = {Whole(block.Count)}", ["Statistique", "Valeur", "F", "ddl", "p"],
            tests.Select(t => new[] { t.Name, Number(t.Test?.Value, 4), Number(t.Test?.F, 2), Degrees(t.Test?.Df1, t.Test?.Df2), P(t.Test?.P) }));
        output.WriteLine();
        output.WriteLine($"Alpha de Cronbach : {Number(block.Alpha, 3)} ({items} items, n = {Whole(block.Count)})");
        output.WriteLine();
        foreach (var (name, reason) in new[] { ("MANOVA", block.ManovaRefused), ("Alpha de Cronbach", block.AlphaRefused) })
        {
            if (reason is not null)
            {
                output.WriteLine($"{name} : {reason}");
            }
        }
    }

    /// <param name="texts">Columns at the left whose cells are words.</param>
    private static void Table(TextWriter output, string title, string[] headers, IEnumerable<string[]> rows, int texts = 1)
    {
        string[][] lines = [headers, .. rows];
        if (lines.Length == 1)
        {
            return;
        }

        int[] widths = [.. headers.Select((_, c) => lines.Max(l => l[c].Length))];
        output.WriteLine();
        output.WriteLine(title);
        foreach (var (number, line) in lines.Index())
        {
            output.WriteLine(string.Join("  ", line.Select((cell, c) => c < texts ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
            if (number == 0)
            {
                output.WriteLine(new string('─', widths.Sum() + (2 * (widths.Length - 1))));
            }
        }
    }

    private static string Word(AnswerItem item) => item.Evidence switch { Evidence.Significant => "significative", Evidence.Tendency => "tendance", _ => None };

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Degrees(double? first, double? second) => first is null || second is null ? None : $"{Number(first, 0)} ; {second.Value.ToString("0.#", French)}";

    private static string Number(double? value, int decimals) => value is not { } number ? None : double.IsInfinity(number) ? "∞" : number.ToString("F" + Whole(decimals), French);

    private static string P(double? p) => p is not { } number ? None : number < 0.001 ? "< 0,001" : number.ToString("F3", French);
}
