using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Which plain tables a part of the page holds, by their ids and in their order.</summary>
internal static class FigureTables
{
    public static IReadOnlyList<string> Of(FigurePart part) => part switch
    {
        FigurePart.Attendance => ["heures", "etats"],
        FigurePart.Requests => ["themes", "organismes"],
        FigurePart.Help => ["durees", "annonce", "niveaux", "qui-a-fait", "clavier"],
        FigurePart.Outcomes => ["issues", "causes"],
        FigurePart.Publics => ["ages", "genres", "venue", "qpv", "quartiers"],
        _ => [],
    };
}
