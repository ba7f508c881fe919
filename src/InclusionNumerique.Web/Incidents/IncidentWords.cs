using InclusionNumerique.Dashboards;
using InclusionNumerique.Incidents;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Incidents;

/// <summary>One incident in the words of its list.</summary>
public static class IncidentWords
{
    public static string Title(this IncidentRow row) => row.Subject is { } subject ? $"{row.Kind.Label()} : {subject}" : row.Kind.Label();

    /// <summary>"depuis mar. 24 nov. à 9 h 30 (2 h)", or from when until when.</summary>
    public static string When(this IncidentRow row, DateTimeOffset now)
    {
        var length = Length((int)((row.EndedAt ?? now) - row.StartedAt).TotalMinutes);
        return row.EndedAt is { } end
            ? $"{FrenchTime.Moment(row.StartedAt)} – {(end.ToParis().Date == row.StartedAt.ToParis().Date ? FrenchTime.Hour(end) : FrenchTime.Moment(end))} ({length})"
            : $"depuis {FrenchTime.Moment(row.StartedAt)} ({length})";
    }

    public static string Failed(int requests) => requests == 1 ? "explique 1 demande qui n’a pas abouti" : $"explique {requests:N0} demandes qui n’ont pas abouti";

    /// <summary>"la DSI": within a sentence.</summary>
    public static string Told(ToldTo told) => told.Label() is { Length: > 0 } label ? char.ToLowerInvariant(label[0]) + label[1..] : "";

    /// <summary>Requests are people: few of them are not told apart.</summary>
    public static bool IsFew(int requests) => Disclosure.IsFew(requests);

    private static string Length(int minutes) => minutes < 24 * 60 ? VisitTexts.Duration(Math.Max(minutes, 0)) : minutes / (24 * 60) is 1 ? "1 jour" : $"{minutes / (24 * 60)} jours";
}
