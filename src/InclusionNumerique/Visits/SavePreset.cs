using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

/// <summary>Adds a one-tap preset: for oneself, or (coordinator) for a site.</summary>
public sealed class SavePreset(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <summary>More would not fit above the panel, nor in anyone's memory.</summary>
    public const int MostPerOwner = 8;

    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>Null: a preset of one's own.</summary>
        public int? SiteId { get; set; }

        public string Label { get; set; } = "";

        public int? ThemeId { get; set; }

        public int? OrganisationId { get; set; }

        public int? Minutes { get; set; }

        public HelpLevel? Level { get; set; }

        public ActedBy? ActedBy { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (form.SiteId is null ? !actor.May(nameof(SavePreset)) : actor.ReachOf(nameof(SavePreset)) != Reach.All)
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        Guid? ownerId = form.SiteId is null ? actor.Id : null;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Presets.CountAsync(p => p.OwnerId == ownerId && p.SiteId == form.SiteId && p.Id != form.Id, cancellation) >= MostPerOwner)
        {
            return Outcome.Refused(nameof(Form.Label), $"{MostPerOwner} raccourcis au plus : retirez-en un d’abord.");
        }

        db.Presets.Add(new Preset
        {
            Id = form.Id,
            SiteId = form.SiteId,
            OwnerId = ownerId,
            Label = form.Label.Trim(),
            ThemeId = form.ThemeId,
            OrganisationId = form.OrganisationId,
            Minutes = form.Minutes!.Value,
            Level = form.Level,
            ActedBy = form.ActedBy,
        });
        db.Audit(actor, clock.GetUtcNow(), nameof(SavePreset), nameof(Preset), form.Id, form.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Label), form.Label, Preset.LabelMost, "Donnez un nom à ce raccourci (exemple : Impression).");
        if (form.ThemeId is null && form.OrganisationId is null)
        {
            refusals.Add(new Refusal(nameof(form.ThemeId), "Choisissez d’abord un thème ou un organisme."));
        }

        if (form.Minutes is null or < 1 or > Session.MinutesMost)
        {
            refusals.Add(new Refusal(nameof(form.Minutes), "Choisissez d’abord une durée."));
        }

        return refusals;
    }
}
