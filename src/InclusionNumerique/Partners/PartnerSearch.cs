using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>The conditions of a search over partners, all of them in SQL but dated hours.</summary>
internal static class PartnerSearch
{
    private const double EarthRadius = 6371.0088;

    /// <summary>Every word of the text, in any order, without capitals, accents and punctuation. A text without a word finds nothing.</summary>
    public static async Task<IQueryable<Partner>> WithTextAsync(this IQueryable<Partner> partners, InclusionDb db, string? text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return partners;
        }

        var words = await SearchWords.OfAsync(db, text, cancellation);
        return words.Count == 0 ? partners.Where(p => false) : words.Aggregate(partners, (found, word) => found.Where(p => p.SearchText.Contains(word)));
    }

    public static IQueryable<Partner> WithService(this IQueryable<Partner> partners, int? service)
    {
        if (service is not { } place)
        {
            return partners;
        }

        var bit = place >= 0 && place < PlaceStandard.ServiceValues.Count ? 1 << place : 0;
        return partners.Where(p => (p.Services & bit) != 0);
    }

    /// <summary>Open at a local time of Rennes and not temporarily closed. Hours that name dates or holidays are read in C#: no range of the week says them.</summary>
    public static async Task<IQueryable<Partner>> OpenAtAsync(this IQueryable<Partner> partners, DateTime local, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(local);
        var minute = ((((int)local.DayOfWeek + 6) % 7) * 1440) + (local.Hour * 60) + local.Minute;
        var notShut = partners.Where(p => p.ClosedFrom == null || p.ClosedFrom > today || p.ClosedUntil < today);
        var dated = await notShut.Where(p => p.HasDatedHours).Select(p => new { p.Id, Hours = p.Columns[PlaceStandard.Hours] }).ToListAsync(cancellation);
        // The places of a town write the same hours: each text is read once.
        Guid[] open = [.. dated.GroupBy(p => p.Hours).Where(g => OsmHours.Read(g.Key)?.IsOpenAt(local) == true).SelectMany(g => g.Select(p => p.Id))];
        return notShut.Where(p => (!p.HasDatedHours && p.WeekMinutes!.Contains(minute)) || open.Contains(p.Id));
    }

    /// <summary>Nearest first, by great circle; for places that have a position.</summary>
    public static IQueryable<Near> Nearest(this IQueryable<Partner> partners, double latitude, double longitude)
    {
        var cosine = Math.Cos(double.DegreesToRadians(latitude));
        return partners.Select(p => new Near
        {
            Partner = p,
            Distance = 2 * EarthRadius * Math.Asin(Math.Sqrt(
                Math.Pow(Math.Sin(double.DegreesToRadians(p.Latitude!.Value - latitude) / 2), 2)
                + (cosine * Math.Cos(double.DegreesToRadians(p.Latitude!.Value)) * Math.Pow(Math.Sin(double.DegreesToRadians(p.Longitude!.Value - longitude) / 2), 2)))),
        }).OrderBy(n => n.Distance).ThenBy(n => n.Partner.Id);
    }

    /// <summary>The folded text starts with the name: sorted so, accents and capitals do not count.</summary>
    public static IQueryable<Near> ByName(this IQueryable<Partner> partners) =>
        partners.OrderBy(p => EF.Functions.Collate(p.SearchText, "C")).ThenBy(p => p.Id).Select(p => new Near { Partner = p });

    /// <summary>A place, and how far it is.</summary>
    internal sealed class Near
    {
        public required Partner Partner { get; init; }

        /// <summary>Kilometres; null where nobody asked.</summary>
        public double? Distance { get; init; }
    }
}
