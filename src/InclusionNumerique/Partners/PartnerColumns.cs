using System.Globalization;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>What is read from the columns of the standard, for queries.</summary>
internal static class PartnerColumns
{
    public static async Task SetColumnsAsync(this Partner partner, InclusionDb db, string[] columns, CancellationToken cancellation)
    {
        partner.Columns = columns;
        (partner.Name, partner.Town) = (columns[PlaceStandard.Name], columns[PlaceStandard.Town]);
        partner.Services = ServicesOf(columns[PlaceStandard.Services]);
        var (latitude, longitude) = (Degrees(columns[PlaceStandard.Latitude]), Degrees(columns[PlaceStandard.Longitude]));
        // One without the other is no place.
        (partner.Latitude, partner.Longitude) = (longitude is null ? null : latitude, latitude is null ? null : longitude);
        var hours = OsmHours.Read(columns[PlaceStandard.Hours]);
        (partner.WeekMinutes, partner.HasDatedHours) = (hours?.Week, hours?.IsDated ?? false);
        partner.UpdatedOn = DateOnly.TryParseExact(columns[PlaceStandard.UpdatedOn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : partner.UpdatedOn;
        var text = string.Join(' ', new[] { PlaceStandard.Name, PlaceStandard.Town, PlaceStandard.Address, PlaceStandard.Summary, PlaceStandard.Services }.Select(c => columns[c]).Where(c => c.Length > 0));
        partner.SearchText = await db.Database.SqlQuery<string>($"SELECT plain_name({text}) AS \"Value\"").SingleAsync(cancellation);
    }

    private static int ServicesOf(string text)
    {
        var values = PartnerTexts.List(text, PlaceStandard.Services);
        return Enumerable.Range(0, PlaceStandard.ServiceValues.Count).Where(i => values.Contains(PlaceStandard.ServiceValues[i])).Aggregate(0, (bits, i) => bits | (1 << i));
    }

    private static double? Degrees(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
