using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Inventory;

/// <summary>Adds a thing to the inventory of a site, or changes what is said of it.</summary>
public sealed class SaveEquipment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>Null: a new thing.</summary>
        public uint? Version { get; set; }

        public int? SiteId { get; set; }

        public EquipmentKind? Kind { get; set; }

        public string Name { get; set; } = "";

        public string InventoryNumber { get; set; } = "";

        public EquipmentState State { get; set; } = EquipmentState.InService;

        public string? Note { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var item = await db.EquipmentItems.SingleOrDefaultAsync(e => e.Id == form.Id, cancellation);
        if (!actor.May(nameof(SaveEquipment)) || new[] { item?.SiteId, form.SiteId }.OfType<int>().Any(site => !actor.May(nameof(SaveEquipment), site)))
        {
            return Outcome.Forbidden;
        }

        if (item is null != form.Version is null)
        {
            return item is null ? Saving.Gone : Outcome.Done;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        item ??= db.Add(new EquipmentItem { Id = form.Id, SiteId = form.SiteId!.Value, Kind = form.Kind!.Value, Name = "", InventoryNumber = "" }).Entity;
        db.Entry(item).Property(e => e.Version).OriginalValue = form.Version ?? 0;
        (item.SiteId, item.Kind, item.State) = (form.SiteId!.Value, form.Kind!.Value, form.State);
        (item.Name, item.InventoryNumber, item.Note) = (form.Name.Trim(), form.InventoryNumber.Trim().ToUpperInvariant(), PlainText.Tidy(form.Note));
        var outcome = await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveEquipment), nameof(EquipmentItem), item.Id, item.SiteId),
            Outcome.Refused(nameof(form.InventoryNumber), "Ce numéro d’inventaire est déjà pris dans la maison. Vérifiez l’étiquette."),
            cancellation);
        // Sent twice at once: the key, not the number, was there.
        return !outcome.IsDone && form.Version is null && await db.EquipmentItems.AsNoTracking().AnyAsync(e => e.Id == form.Id, cancellation) ? Outcome.Done : outcome;
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        if (form.SiteId is null)
        {
            refusals.Add(new Refusal(nameof(form.SiteId), "Choisissez le site."));
        }

        if (form.Kind is null || !Enum.IsDefined(form.Kind.Value))
        {
            refusals.Add(new Refusal(nameof(form.Kind), "Choisissez ce que c’est."));
        }

        if (!Enum.IsDefined(form.State))
        {
            refusals.Add(new Refusal(nameof(form.State), "Choisissez son état."));
        }

        PlainText.Require(refusals, nameof(form.Name), form.Name, EquipmentItem.NameMost, "Indiquez son nom (exemple : Portable de prêt 2).");
        PlainText.Require(refusals, nameof(form.InventoryNumber), form.InventoryNumber, EquipmentItem.NumberMost, "Indiquez le numéro de son étiquette.");
        PlainText.Check(refusals, nameof(form.Note), form.Note, EquipmentItem.NoteMost);
        return refusals;
    }
}
