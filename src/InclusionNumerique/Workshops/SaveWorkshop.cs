using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Workshops;

/// <summary>Makes or changes a series of workshops. It is hidden, never deleted: its sessions keep it.</summary>
public sealed class SaveWorkshop(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>The version that the form was filled from; null for a new series.</summary>
        public uint? Version { get; set; }

        public string? Name { get; set; }

        public string? Aims { get; set; }

        public WorkshopLevel? Level { get; set; }

        public int? SiteId { get; set; }

        public int? Capacity { get; set; } = Workshop.UsualCapacity;

        public string? Material { get; set; }

        public bool IsActive { get; set; } = true;

        public ISet<int> ThemeIds { get; } = new HashSet<int>();
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveWorkshop)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var workshop = await db.Workshops.Include(w => w.Themes).SingleOrDefaultAsync(w => w.Id == form.Id, cancellation);
        if (!actor.May(nameof(SaveWorkshop), form.SiteId!.Value) || (workshop is not null && !actor.May(nameof(SaveWorkshop), workshop.SiteId)))
        {
            return Outcome.Forbidden;
        }

        if (form.Version is null == workshop is not null)
        {
            // Sent twice, or gone.
            return workshop is null ? Saving.Gone : Outcome.Done;
        }

        workshop ??= db.Add(new Workshop { Id = form.Id, Name = "", Aims = "", Level = form.Level!.Value, SiteId = form.SiteId.Value, Capacity = 1 }).Entity;
        if (form.Version is { } version)
        {
            db.Entry(workshop).Property(w => w.Version).OriginalValue = version;
        }

        Set(workshop, form);
        workshop.Themes.RemoveAll(t => !form.ThemeIds.Contains(t.Id));
        workshop.Themes.AddRange((await db.Themes.Where(t => form.ThemeIds.Contains(t.Id)).ToListAsync(cancellation)).Except(workshop.Themes));
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveWorkshop), nameof(Workshop), workshop.Id, workshop.SiteId),
            Outcome.Refused(nameof(form.Name), "Une série de ce site porte déjà ce nom. Choisissez-en un autre."),
            cancellation);
    }

    private static void Set(Workshop workshop, Form form)
    {
        (workshop.Name, workshop.Aims, workshop.Material) = (form.Name!.Trim(), form.Aims!.Trim(), PlainText.Tidy(form.Material));
        (workshop.Level, workshop.SiteId, workshop.Capacity, workshop.IsActive) = (form.Level!.Value, form.SiteId!.Value, (short)form.Capacity!.Value, form.IsActive);
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Name), form.Name, Workshop.NameMost, "Indiquez le nom de l’atelier (exemple : Ma boîte mail).");
        PlainText.Require(refusals, nameof(form.Aims), form.Aims, Workshop.AimsMost, "Dites en mots simples ce que les personnes sauront faire : le billet le répète.");
        PlainText.Check(refusals, nameof(form.Material), form.Material, Workshop.MaterialMost);
        if (form.Level is not { } level || !Enum.IsDefined(level))
        {
            refusals.Add(new Refusal(nameof(form.Level), "Choisissez le niveau."));
        }

        if (form.SiteId is null)
        {
            refusals.Add(new Refusal(nameof(form.SiteId), "Choisissez le site."));
        }

        if (form.Capacity is not (>= 1 and <= Workshop.CapacityMost))
        {
            refusals.Add(new Refusal(nameof(form.Capacity), $"De 1 à {Workshop.CapacityMost} places."));
        }

        if (form.ThemeIds.Count == 0)
        {
            refusals.Add(new Refusal(nameof(form.ThemeIds), "Choisissez au moins un thème : les chiffres en ont besoin."));
        }

        return refusals;
    }
}
