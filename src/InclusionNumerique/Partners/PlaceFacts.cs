using System.Globalization;
using NpgsqlTypes;

namespace InclusionNumerique.Partners;

/// <summary>What queries need of a place's columns, which are good.</summary>
/// <param name="SearchWords">The database makes them plain (plain_name).</param>
internal sealed record PlaceFacts(
    string Name, string Town, string SearchWords, int Services, double? Latitude, double? Longitude, NpgsqlRange<int>[]? WeekMinutes, bool HasDatedHours, DateOnly UpdatedOn)
{
    public static PlaceFacts Of(string[] columns)
    {
        var services = columns[PlaceStandard.Services].Split('|');
        var hours = OsmHours.Read(columns[PlaceStandard.Hours]);
        string[] words = [columns[PlaceStandard.Name], columns[PlaceStandard.Town], columns[PlaceStandard.Address], columns[PlaceStandard.Summary], .. services];
        return new PlaceFacts(
            columns[PlaceStandard.Name],
            columns[PlaceStandard.Town],
            string.Join(' ', words.Where(w => w != "")),
            PlaceStandard.ServiceValues.Index().Where(s => services.Contains(s.Item)).Sum(s => 1 << s.Index),
            Number(columns[PlaceStandard.Latitude]),
            Number(columns[PlaceStandard.Longitude]),
            hours?.Week,
            hours?.IsDated == true,
            DateOnly.ParseExact(columns[PlaceStandard.UpdatedOn], "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static double? Number(string cell) => cell == "" ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
