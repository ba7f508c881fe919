using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Lists;

/// <summary>Makes or changes a row of a reference list, and its rank.</summary>
public sealed class SaveListItem(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int RankMost = 999;

    public sealed class Form
    {
        public ListKind List { get; set; }

        /// <summary>Null for a new row.</summary>
        public int? Id { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        public string Label { get; set; } = "";

        /// <summary>Place in the list, from 1; beyond the end is the end.</summary>
        public int? Rank { get; set; }

        public bool IsActive { get; set; } = true;

        /// <summary>Themes.</summary>
        public string? NationalTheme { get; set; }

        /// <summary>Organisations, and themes of <see cref="NationalLabels.AdministrativeHelp"/>.</summary>
        public string? NationalProcedure { get; set; }

        /// <summary>Districts.</summary>
        public int? SiteId { get; set; }

        /// <summary>Districts.</summary>
        public bool IsPriority { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveListItem)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return form.List switch
        {
            ListKind.Themes => await SaveAsync(db, form, () => new Theme { Label = form.Label, Position = 0, NationalTheme = form.NationalTheme! }, actor, cancellation),
            ListKind.Organisations => await SaveAsync(db, form, () => new Organisation { Label = form.Label, Position = 0 }, actor, cancellation),
            ListKind.Causes => await SaveAsync(db, form, () => new FailureCause { Label = form.Label, Position = 0 }, actor, cancellation),
            ListKind.Languages => await SaveAsync(db, form, () => new Language { Label = form.Label, Position = 0 }, actor, cancellation),
            ListKind.ActivityTypes => await SaveAsync(db, form, () => new ActivityType { Label = form.Label, Position = 0 }, actor, cancellation),
            _ => await SaveAsync(db, form, () => new District { Label = form.Label, Position = 0 }, actor, cancellation),
        };
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Label), form.Label, ListItem.LabelMost, "Indiquez le libellé, tel qu’il se lira au bureau.");
        if (!Enum.IsDefined(form.List))
        {
            refusals.Add(new Refusal("", "Cette liste n’existe pas. Rechargez la page."));
        }

        if (form.Rank is null or < 1 or > RankMost)
        {
            refusals.Add(new Refusal(nameof(form.Rank), $"Un rang entre 1 et {RankMost}."));
        }

        if (form.List == ListKind.Themes && !NationalLabels.Themes.Contains(form.NationalTheme))
        {
            refusals.Add(new Refusal(nameof(form.NationalTheme), "Choisissez le thème national correspondant : les exports en dépendent."));
        }

        if (form.NationalProcedure is not null && !NationalLabels.Procedures.Contains(form.NationalProcedure))
        {
            refusals.Add(new Refusal(nameof(form.NationalProcedure), "Choisissez une démarche de la liste, ou aucune."));
        }

        return refusals;
    }

    private async Task<Outcome> SaveAsync<T>(InclusionDb db, Form form, Func<T> make, Actor actor, CancellationToken cancellation)
        where T : ListItem
    {
        // A list is short, and its ranks move together.
        var items = await db.Set<T>().OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(cancellation);
        var item = items.Find(i => i.Id == form.Id);
        if (form.Id is not null && item is null)
        {
            return Saving.Gone;
        }

        if (item is not null)
        {
            db.Entry(item).Property(i => i.Version).OriginalValue = form.Version;
            items.Remove(item);
        }

        item ??= db.Add(make()).Entity;
        Apply(form, item);
        items.Insert(Math.Min(form.Rank!.Value - 1, items.Count), item);
        foreach (var (index, other) in items.Index())
        {
            other.Position = (short)index;
        }

        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveListItem), typeof(T).Name, item.Id),
            Outcome.Refused(nameof(form.Label), "Cette liste a déjà ce libellé. Choisissez-en un autre, ou rendez visible celui qui existe."),
            cancellation);
    }

    private static void Apply(Form form, ListItem item)
    {
        item.Label = form.Label.Trim();
        item.IsActive = form.IsActive;
        switch (item)
        {
            case Theme theme:
                theme.NationalTheme = form.NationalTheme!;
                theme.NationalProcedure = form.NationalTheme == NationalLabels.AdministrativeHelp ? form.NationalProcedure : null;
                break;
            case Organisation organisation:
                organisation.NationalProcedure = form.NationalProcedure;
                break;
            case District district:
                district.SiteId = form.SiteId;
                district.IsPriority = form.IsPriority;
                break;
        }
    }
}
