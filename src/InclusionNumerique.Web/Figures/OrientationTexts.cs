using System.Globalization;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>What the figures of orientations allow one to say.</summary>
public static class OrientationTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"46 à 72 %".</summary>
    public static string Between(Interval share) => $"{Hundredths(share.Low)} à {FigureTexts.Share(share.High)}";

    public static string Sentence(string text) => char.ToUpper(text[0], French) + text[1..];

    /// <summary>
    /// Does accompanying change the arrival? Nobody draws lots for who is accompanied: a gap beyond chance is still no effect, and no gap is no proof of none.
    /// </summary>
    /// <param name="modes">Explained first, accompanied last.</param>
    public static string Accompanying(IReadOnlyList<ModeLine> modes)
    {
        var (explained, accompanied) = (modes[0].Arrived, modes[^1].Arrived);
        if (explained.Whole.Value == 0 || accompanied.Whole.Value == 0)
        {
            return "On ne peut pas comparer : aucune orientation dont la suite est connue, "
                + (accompanied.Whole.Value == 0 ? "parmi les personnes accompagnées." : "parmi les personnes à qui l’on a seulement expliqué.");
        }

        if (explained is not { Part.Value: { } part, Whole.Value: { } whole } || accompanied is not { Part.Value: { } partBeside, Whole.Value: { } wholeBeside })
        {
            return "On ne peut pas comparer : il y a trop peu d’orientations pour montrer ces nombres sans que quelqu’un soit reconnu.";
        }

        var gap = Interval.OfGap((partBeside, wholeBeside), (part, whole));
        var shares = $"Arrivent {FigureTexts.Share(accompanied)} des personnes accompagnées ({FigureTexts.Number(partBeside)} sur {FigureTexts.Number(wholeBeside)})"
            + $" et {FigureTexts.Share(explained)} de celles à qui l’on a expliqué ({FigureTexts.Number(part)} sur {FigureTexts.Number(whole)})";
        var points = Math.Round(Math.Abs(((double)partBeside / wholeBeside) - ((double)part / whole)) * 100, MidpointRounding.AwayFromZero);
        var said = $"{points.ToString("0", French)} point{(points >= 2 ? "s" : "")} d’écart, entre {Points(gap.Low)} et {Points(gap.High)} à 95 %";
        return gap switch
        {
            { Low: > 0 } => $"{shares} : {said}. Les personnes accompagnées arrivent plus souvent, et le hasard seul ne l’explique guère. {NoEffect}",
            { High: < 0 } => $"{shares} : {said}. Les personnes accompagnées arrivent moins souvent, et le hasard seul ne l’explique guère. {NoEffect}",
            _ => $"{shares} : {said}. Le hasard suffit à expliquer cet écart : ces nombres ne montrent pas qu’accompagner change l’arrivée, ni que cela ne la change pas.",
        };
    }

    private const string NoEffect =
        "Cela ne dit pas que l’accompagnement en est la cause : personne n’a été tiré au sort, et l’on n’accompagne ni les mêmes personnes, ni vers les mêmes lieux.";

    private static string Points(double gap) => (gap < 0 ? "−" : "+") + Hundredths(Math.Abs(gap));

    private static string Hundredths(double share) => (share * 100).ToString("0", French);
}
