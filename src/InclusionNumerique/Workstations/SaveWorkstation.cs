using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workstations;

/// <summary>Makes or changes a workstation of a site. It is hidden, never deleted, and not while somebody sits at it.</summary>
public sealed class SaveWorkstation(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Null for a new workstation.</summary>
        public int? Id { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        public int? SiteId { get; set; }

        public string Label { get; set; } = "";

        public WorkstationKind? Kind { get; set; }

        public bool IsAccessible { get; set; }

        public bool IsActive { get; set; } = true;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveWorkstation)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever seats somebody there meanwhile waits, and then sees that it is hidden.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM workstations WHERE id = {form.Id} FOR UPDATE", cancellation);
        var workstation = await db.FindForSaveAsync<Workstation>(form.Id, form.Version, cancellation);
        if (form.Id is not null && workstation is null)
        {
            return Saving.Gone;
        }

        if (workstation is not null && await WhyNotAsync(db, workstation, form, cancellation) is { } refusal)
        {
            return refusal;
        }

        workstation ??= db.Add(new Workstation { SiteId = form.SiteId!.Value, Label = form.Label, Kind = form.Kind!.Value }).Entity;
        workstation.SiteId = form.SiteId!.Value;
        workstation.Label = form.Label.Trim();
        workstation.Kind = form.Kind!.Value;
        workstation.IsAccessible = form.IsAccessible;
        workstation.IsActive = form.IsActive;
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveWorkstation), nameof(Workstation), workstation.Id, workstation.SiteId),
            Outcome.Refused(nameof(form.Label), "Un poste de ce site porte déjà ce nom, peut-être masqué. Choisissez-en un autre."),
            cancellation);
    }

    private static async Task<Outcome?> WhyNotAsync(InclusionDb db, Workstation workstation, Form form, CancellationToken cancellation)
    {
        var field = !form.IsActive ? nameof(form.IsActive) : workstation.SiteId != form.SiteId ? nameof(form.SiteId) : null;
        return field is not null && await db.WorkstationUses.AnyAsync(u => u.WorkstationId == workstation.Id && u.EndedAt == null, cancellation)
            ? Outcome.Refused(field, "Quelqu’un est installé à ce poste : libérez-le d’abord.")
            : null;
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Label), form.Label, Workstation.LabelMost, "Indiquez le nom écrit sur le poste (exemple : Portable 2).");
        if (form.Kind is null || !Enum.IsDefined(form.Kind.Value))
        {
            refusals.Add(new Refusal(nameof(form.Kind), "Choisissez : fixe, portable ou tablette."));
        }

        if (form.SiteId is null)
        {
            refusals.Add(new Refusal(nameof(form.SiteId), "Choisissez le site de ce poste."));
        }

        return refusals;
    }
}
