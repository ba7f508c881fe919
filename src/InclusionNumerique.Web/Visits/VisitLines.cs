using InclusionNumerique.Lists;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Visits;

/// <summary>What a visit says, line by line: read on its page, and compared when somebody else has changed it.</summary>
public static class VisitLines
{
    public static readonly string ReasonHint = $"Gardé avec la visite, {Correction.ReasonMost} caractères au plus. Exemple : « mauvais site », « doublon ».";

    public static IReadOnlyList<(string Label, string Value)> Of(VisitDetail visit) => Said(
        ("Site", visit.Site),
        ("Arrivée", Moment(visit.ArrivedAt)),
        ("Venue", visit.Origin.Label()),
        ("État", visit.State.Label()),
        ("Déjà venu", visit.Facts.IsFirstVisit switch { true => "Première visite", false => "Déjà venu", null => null }),
        ("Âge", visit.Facts.AgeBand?.Label()),
        ("Genre", visit.Facts.Gender?.Label()),
        ("Situation", visit.Facts.Occupation?.Label()),
        ("Quartier", visit.District),
        ("Équipement", visit.Facts.Equipment?.Label()),
        ("Langue", visit.Language),
        ("Autonomie", visit.Facts.Autonomy?.Label()),
        ("Saisie", $"{Moment(visit.RecordedAt)}, par {visit.RecordedBy}"));

    public static IReadOnlyList<(string Label, string Value)> Of(VisitSession session) => Said(
        ("Médiateur", session.Mediator),
        ("Début", Moment(session.StartedAt)),
        ("Durée", VisitTexts.Duration(session.Minutes)),
        ("Lieu", session.Place.Label()),
        ("Note", session.Note));

    public static string Subject(VisitRequest request) => string.Join(" · ", new[] { request.Organisation, request.Theme }.Where(label => label is not null));

    public static string How(VisitRequest request) => string.Join(", ", new[]
    {
        request.Cause is null ? request.Outcome.Label() : $"{request.Outcome.Label()} ({request.Cause})",
        request.Level?.Label(),
        request.ActedBy?.Label(),
        request.Keyboard is { } keyboard ? $"clavier : {keyboard.Label()}" : null,
        request.Minutes is { } minutes ? VisitTexts.Duration(minutes) : null,
        request.IsFoundOnTheWay ? "trouvée en route" : null,
    }.Where(part => part is not null));

    /// <summary>"Durée : 5 min, maintenant 20 min", for what differs between two readings of a visit and of one of its sessions.</summary>
    public static IReadOnlyList<string> Changes(VisitDetail before, VisitDetail now, Guid sessionId)
    {
        var (old, current) = (All(before, sessionId), All(now, sessionId));
        return [.. old.Keys.Union(current.Keys)
            .Where(label => old.GetValueOrDefault(label) != current.GetValueOrDefault(label))
            .Select(label => $"{label} : {old.GetValueOrDefault(label, "non renseigné")}, maintenant {current.GetValueOrDefault(label, "non renseigné")}")];
    }

    /// <summary>The lists with what the visit already says, even when the house no longer offers it.</summary>
    public static ListChoices Including(ListChoices lists, VisitDetail visit)
    {
        var requests = visit.Sessions.SelectMany(s => s.Requests).ToList();
        return lists with
        {
            Themes = With(lists.Themes, requests.Select(r => (r.ThemeId, r.Theme))),
            Organisations = With(lists.Organisations, requests.Select(r => (r.OrganisationId, r.Organisation))),
            Causes = With(lists.Causes, requests.Select(r => (r.CauseId, r.Cause))),
            Languages = With(lists.Languages, [(visit.Facts.LanguageId, visit.Language)]),
            Districts = visit.Facts.DistrictId is { } id && lists.Districts.All(d => d.Id != id)
                ? [.. lists.Districts, new DistrictChoice(id, visit.District ?? "", null, false)]
                : lists.Districts,
        };
    }

    public static string Moment(DateTimeOffset instant) => instant.ToParis().ToString("dddd d MMMM yyyy à H:mm");

    private static Dictionary<string, string> All(VisitDetail visit, Guid sessionId)
    {
        var lines = Of(visit).ToDictionary(l => l.Label, l => l.Value);
        if (visit.Sessions.FirstOrDefault(s => s.Id == sessionId) is { } session)
        {
            foreach (var (label, value) in Of(session))
            {
                lines[label] = value;
            }

            lines["Demandes"] = string.Join(" ; ", session.Requests.Select(r => $"{Subject(r)} ({How(r)})"));
        }

        return lines;
    }

    private static IReadOnlyList<Choice> With(IReadOnlyList<Choice> choices, IEnumerable<(int? Id, string? Label)> said) =>
        [.. choices, .. said.Where(s => s.Id is { } id && choices.All(c => c.Id != id)).Distinct().Select(s => new Choice(s.Id!.Value, s.Label ?? ""))];

    private static IReadOnlyList<(string Label, string Value)> Said(params (string Label, string? Value)[] lines) =>
        [.. lines.Where(l => l.Value is not null).Select(l => (l.Label, l.Value!))];
}
