using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Removes a preset of one's own, or (coordinator) of a site.</summary>
public sealed class RemovePreset(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        var reach = actor.ReachOf(nameof(RemovePreset));
        if (reach == Reach.None)
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var preset = await db.Presets.SingleOrDefaultAsync(p => p.Id == form.Id, cancellation);
        if (preset is null)
        {
            return Outcome.Done;
        }

        if (preset.OwnerId is { } owner ? owner != actor.Id : reach != Reach.All)
        {
            return Outcome.Forbidden;
        }

        db.Presets.Remove(preset);
        db.Audit(actor, clock.GetUtcNow(), nameof(RemovePreset), nameof(Preset), preset.Id, preset.SiteId);
        await db.SaveChangesAsync(cancellation);
        return Outcome.Done;
    }
}
