using System.Globalization;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using InclusionNumerique.Web.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace InclusionNumerique.Web.Visits;

/// <summary>The history's filters as an address that can be kept and shared. What cannot be read is left out; the free search text never goes in.</summary>
public static class HistoryAddress
{
    public const string Page = "/historique";

    private static readonly (HistoryFact Fact, string Word)[] Lines =
    [
        (HistoryFact.Hour, "heure"),
        (HistoryFact.HalfDay, "demi-journee"),
        (HistoryFact.AgeBand, "age"),
        (HistoryFact.Gender, "genre"),
        (HistoryFact.FirstVisit, "premiere-visite"),
        (HistoryFact.Place, "qpv"),
        (HistoryFact.District, "quartier"),
        (HistoryFact.Theme, "theme"),
        (HistoryFact.Organisation, "organisme"),
        (HistoryFact.Found, "annonce"),
        (HistoryFact.Level, "niveau"),
        (HistoryFact.ActedBy, "qui-a-fait"),
        (HistoryFact.Keyboard, "clavier"),
        (HistoryFact.Duration, "duree"),
        (HistoryFact.VisitInstitution, "institution-accueil"),
        (HistoryFact.SessionInstitution, "institution-aide"),
        (HistoryFact.RequestInstitution, "institution-demandes"),
    ];

    /// <param name="query">With or without its question mark.</param>
    public static HistoryFilter Filter(string query)
    {
        var said = QueryHelpers.ParseQuery(query);
        string? Of(string name) => said.GetValueOrDefault(name).FirstOrDefault();
        return new HistoryFilter
        {
            From = IsoDate.Read(Of("du")),
            To = IsoDate.Read(Of("au")),
            SiteId = Number.Read(Of("site")),
            MediatorId = Guid.TryParse(Of("mediateur"), out var mediator) ? mediator : null,
            ThemeId = Number.Read(Of("theme")),
            OrganisationId = Number.Read(Of("organisme")),
            Outcome = EnumTiles.Parse<RequestOutcome>(Of("issue")),
            CauseId = Number.Read(Of("cause")),
            State = EnumTiles.Parse<VisitState>(Of("etat")),
            Origin = EnumTiles.Parse<Origin>(Of("venue")),
            DistrictId = Number.Read(Of("quartier")),
            IsPriority = Of("qpv") switch { "oui" => true, "non" => false, _ => null },
            Line = LineOf(Of("ligne")),
        };
    }

    public static int PageNumber(string query) => Number.Read(QueryHelpers.ParseQuery(query).GetValueOrDefault("page").FirstOrDefault()) ?? 1;

    /// <summary>Empty, or "?…": the same for the page, one visit of it and its export.</summary>
    public static string Query(HistoryFilter filter, int page = 1) => QueryHelpers.AddQueryString("", new (string Name, string? Value)[]
    {
        ("du", IsoDate.Of(filter.From)),
        ("au", IsoDate.Of(filter.To)),
        ("site", Of(filter.SiteId)),
        ("mediateur", filter.MediatorId?.ToString()),
        ("theme", Of(filter.ThemeId)),
        ("organisme", Of(filter.OrganisationId)),
        ("issue", filter.Outcome?.ToString("D")),
        ("cause", Of(filter.CauseId)),
        ("etat", filter.State?.ToString("D")),
        ("venue", filter.Origin?.ToString("D")),
        ("quartier", Of(filter.DistrictId)),
        ("qpv", filter.IsPriority switch { true => "oui", false => "non", _ => null }),
        ("ligne", filter.Line is { } line ? $"{Lines.First(l => l.Fact == line.Fact).Word}-{Of(line.Key)}" : null),
        ("page", page > 1 ? Of(page) : null),
    }.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value)));

    // A word, a dash and a number, as a line of the figures has them.
    private static HistoryLine? LineOf(string? said)
    {
        var dash = said?.LastIndexOf('-') ?? -1;
        return dash > 0 && Lines.FirstOrDefault(l => l.Word == said![..dash]) is { Word: not null } known && Number.Read(said![(dash + 1)..]) is { } key && new HistoryLine(known.Fact, key) is { Exists: true } line
            ? line
            : null;
    }

    private static string? Of(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
