using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Dashboards;

/// <summary>A name of the reference lists.</summary>
internal sealed record NameRow(int Dimension, int Key, string Label, bool IsActive, bool IsPriority);

/// <summary>What a table of the page is made of, before its counts.</summary>
/// <param name="Lines">In the house's order; "not said" has key 0 and comes last.</param>
/// <param name="IsRanked">The largest counts come first.</param>
internal sealed record TableSpec(
    Dimension Dimension, string Id, string Title, string Head, string Unit, IReadOnlyList<(int Key, string Label)> Lines, bool IsRanked = false)
{
    /// <summary>The last line, key 0, where one was added by hand.</summary>
    public bool HasUnsaid => Lines is [.., { Key: 0 }];

    private const string Visits = "visites";

    private const string Sessions = "accompagnements";

    private const string Requests = "demandes";

    private static readonly (int Key, string Label) NotSaid = (0, VisitTexts.NotSaid);

    /// <summary>The tables, with the list rows that are in use: active, or counted in one of the periods.</summary>
    public static IReadOnlyList<TableSpec> All(IReadOnlyList<NameRow> names, Func<Dimension, int, bool> isCounted)
    {
        (int, string)[] Named(Dimension dimension) =>
            [.. names.Where(n => n.Dimension == (int)dimension && (n.IsActive || isCounted(dimension, n.Key))).Select(n => (n.Key, n.Label))];
        (int, string)[] Institutions(Dimension dimension) =>
            [.. names.Where(n => n.Dimension == (int)Dimension.SessionInstitution && (n.IsActive || isCounted(dimension, n.Key))).Select(n => (n.Key, n.Label)), (0, "Sans institution")];
        return
        [
            new(Dimension.State, "etats", "Accueil des personnes", "Situation", Visits, Of<VisitState>(VisitTexts.Label)),
            new(Dimension.Hour, "heures", "Visites par heure d’arrivée", "Heure", Visits, Hours(isCounted)),
            new(Dimension.Theme, "themes", "Demandes par thème", "Thème", Requests, [.. Named(Dimension.Theme), (0, "Sans thème")], IsRanked: true),
            new(Dimension.Organisation, "organismes", "Demandes par organisme", "Organisme", Requests,
                [.. Named(Dimension.Organisation), (0, "Sans organisme")], IsRanked: true),
            new(Dimension.Found, "annonce", "Demande annoncée ou trouvée en route", "Demande", Requests, [(0, "Annoncée"), (1, "Trouvée en route")]),
            new(Dimension.DurationRange, "durees", "Durée des accompagnements", "Durée", Sessions, [.. NationalLabels.DurationRanges.Select((label, i) => (i + 1, label))]),
            new(Dimension.Level, "niveaux", "Niveau d’aide", "Niveau", Requests, [.. Of<HelpLevel>(VisitTexts.Label), NotSaid]),
            new(Dimension.ActedBy, "qui-a-fait", "Qui a fait la démarche", "Façon d’aider", Requests, [.. Of<ActedBy>(VisitTexts.Label), NotSaid]),
            new(Dimension.Keyboard, "clavier", "Qui tenait le clavier", "Clavier", Requests, [.. Of<Keyboard>(VisitTexts.Label), NotSaid]),
            new(Dimension.Outcome, "issues", "Issue des demandes", "Issue", Requests, Of<RequestOutcome>(VisitTexts.Label)),
            new(Dimension.Cause, "causes", "Ce qui a bloqué", "Cause", Requests, Named(Dimension.Cause), IsRanked: true),
            new(Dimension.FirstVisit, "venue", "Première visite", "Venue", Visits, [(2, "Première visite"), (1, "Déjà venue"), NotSaid]),
            new(Dimension.AgeBand, "ages", "Âge", "Tranche d’âge", Visits, [.. Of<AgeBand>(VisitTexts.Label), NotSaid]),
            new(Dimension.Gender, "genres", "Genre", "Genre", Visits, [.. Of<Gender>(VisitTexts.Label), NotSaid]),
            new(Dimension.Priority, "qpv", "Quartiers prioritaires (QPV)", "Lieu de vie", Visits, [(1, "Quartier prioritaire"), (2, "Autre lieu"), NotSaid]),
            new(Dimension.District, "quartiers", "Quartier d’habitation", "Quartier", Visits, [.. Named(Dimension.District), NotSaid], IsRanked: true),
            new(Dimension.SessionInstitution, "institutions-aide", "Accompagnements par institution", "Institution", Sessions, Institutions(Dimension.SessionInstitution), IsRanked: true),
            new(Dimension.RequestInstitution, "institutions-demandes", "Demandes par institution", "Institution", Requests, Institutions(Dimension.RequestInstitution), IsRanked: true),
            new(Dimension.VisitInstitution, "institutions-accueil", "Visites par institution de l’accueil", "Institution", Visits, Institutions(Dimension.VisitInstitution), IsRanked: true),
        ];
    }

    private static (int, string)[] Of<T>(Func<T, string> label)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => ((int)(short)(object)value, label(value)))];

    // The house's opening hours, and any other hour that somebody came at.
    private static (int, string)[] Hours(Func<Dimension, int, bool> isCounted) =>
        [.. Enumerable.Range(0, 24).Where(hour => hour is >= 9 and < 17 || isCounted(Dimension.Hour, hour)).Select(hour => (hour, $"{hour} h à {hour + 1} h"))];
}
