using System.Globalization;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Newsletters;

/// <summary>A month's figures as lines of a letter: those alone that the disclosure rule shows.</summary>
internal static class NewsletterFigures
{
    private const int NamesMost = 5;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Of(FigureReport? figures)
    {
        if (figures is null || figures.IsEmpty)
        {
            return "Aucune visite n’est enregistrée ce mois-ci.";
        }

        if (figures.IsTooSmall)
        {
            return "Trop peu de visites ce mois-ci pour en donner le détail.";
        }

        var received = figures.Tables["etats"].Lines.First(l => l.Label == VisitTexts.Label(VisitState.Seen)).Count;
        string?[] lines =
        [
            Line(figures.Visits, "visites"), Line(received, "personnes reçues"), Line(figures.Requests, "demandes"),
            Names("Ce qui est le plus demandé", figures.Tables["themes"]), Names("Les organismes les plus cités", figures.Tables["organismes"]),
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    private static string? Line(Compared count, string unit) =>
        count.Now.Value is > 0 and { } value ? $"- {value.ToString("N0", French)}\u00A0{unit}{Change(count.Change)}" : null;

    private static string Change(double? change) => change switch
    {
        null => "",
        > -0.005 and < 0.005 => ", comme le mois d’avant",
        { } value => $", {(value > 0 ? "+" : "−")}{(Math.Abs(value) * 100).ToString("N0", French)}\u00A0% sur le mois d’avant",
    };

    private static string? Names(string title, FigureTable table)
    {
        var names = table.Lines.Where(l => l.Count.Now.Value > 0 && !l.Label.StartsWith("Sans ", StringComparison.Ordinal)).Take(NamesMost).Select(l => $"{l.Label} ({l.Count.Now.Value!.Value.ToString("N0", French)})").ToList();
        return names.Count == 0 ? null : $"- {title}\u00A0: {string.Join(", ", names)}";
    }
}
