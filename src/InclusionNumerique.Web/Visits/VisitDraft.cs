using System.Text.Json;
using InclusionNumerique.Access;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Visits;

/// <summary>The panel's form as a draft.</summary>
public static class VisitDraft
{
    /// <summary>An empty form; for a person of the queue, with what the reception noted of them.</summary>
    public static VisitForm NewFor(BoardRow? person, Actor actor) => person is null ? new() { SiteId = actor.CurrentSiteId ?? 0 } : new()
    {
        VisitId = person.VisitId,
        SiteId = person.SiteId,
        Origin = person.Origin,
        Facts = person.Facts with { },
        Requests = [new RequestForm { ThemeId = person.Triage?.ThemeId ?? person.Appointment?.ThemeId }],
    };

    public static string Write(VisitForm form) => JsonSerializer.Serialize(form);

    /// <summary>Null when the draft was written by a version whose form had another shape.</summary>
    public static VisitForm? Read(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<VisitForm>(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
