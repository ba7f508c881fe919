using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Sites;

/// <summary>Nothing happens at a digital space before its first day.</summary>
internal static class SiteOpening
{
    public static async Task<Outcome?> RefusalAsync(InclusionDb db, int siteId, DateOnly day, CancellationToken cancellation)
    {
        var opening = await db.Sites.Where(s => s.Id == siteId).Select(s => (DateOnly?)s.OpenedOn).SingleOrDefaultAsync(cancellation);
        return opening > day
            ? Outcome.Refused(nameof(VisitForm.Day), $"L’espace numérique a ouvert le {opening:dd/MM/yyyy} : cette date est trop ancienne.")
            : null;
    }
}
