using System.Globalization;
using InclusionNumerique.Appointments;
using InclusionNumerique.Web.Ui;
using Microsoft.AspNetCore.WebUtilities;

namespace InclusionNumerique.Web.Appointments;

/// <summary>The appointments that a line of the figures counts, as an address of their list.</summary>
public static class AppointmentAddress
{
    public const string List = "/rendez-vous/liste";

    public const string Counted = "chiffres";

    public static string Of(AppointmentLine line, int? siteId) => QueryHelpers.AddQueryString(List, new Dictionary<string, string?>
    {
        ["vue"] = Counted,
        ["du"] = IsoDate.Of(line.From),
        ["au"] = IsoDate.Of(line.To),
        ["etat"] = line.State?.ToString("D"),
        ["cote"] = line.Origin?.ToString("D"),
        ["raison"] = line.Reason?.ToString("D"),
        ["site"] = siteId?.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Null when the address says no period.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static AppointmentLine? Read(string query)
    {
        var said = QueryHelpers.ParseQuery(query);
        string? Of(string name) => said.GetValueOrDefault(name).FirstOrDefault();
        return Of("vue") == Counted && IsoDate.Read(Of("du")) is { } from && IsoDate.Read(Of("au")) is { } to
            ? new(from, to, EnumTiles.Parse<AppointmentState>(Of("etat")), EnumTiles.Parse<BookingOrigin>(Of("cote")), EnumTiles.Parse<CancelReason>(Of("raison")))
            : null;
    }
}
