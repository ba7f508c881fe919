using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>Gives a place its columns, and what queries read from them.</summary>
internal static class PartnerColumns
{
    public static async Task SetColumnsAsync(this Partner partner, InclusionDb db, string[] columns, CancellationToken cancellation)
    {
        var facts = PlaceFacts.Of(columns);
        (partner.Columns, partner.Name, partner.Town, partner.Services) = (columns, facts.Name, facts.Town, facts.Services);
        (partner.Latitude, partner.Longitude) = (facts.Latitude, facts.Longitude);
        (partner.WeekMinutes, partner.HasDatedHours, partner.UpdatedOn) = (facts.WeekMinutes, facts.HasDatedHours, facts.UpdatedOn);
        partner.SearchText = await db.Database.SqlQuery<string>($"SELECT plain_name({facts.SearchWords}) AS \"Value\"").SingleAsync(cancellation);
    }
}
