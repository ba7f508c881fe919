using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Sites;

/// <summary>Makes or changes a site. A site is closed, never deleted: its visits keep it.</summary>
public sealed class SaveSite(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Null for a new site.</summary>
        public int? Id { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        public string Name { get; set; } = "";

        public string ShortName { get; set; } = "";

        public DateOnly? OpenedOn { get; set; }

        public string? Address { get; set; }

        public string? Phone { get; set; }

        public short? PromisedHalfDays { get; set; } = 3;

        public bool IsOpenOnWhitMonday { get; set; }

        public bool IsActive { get; set; } = true;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveSite)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await VisitsBeforeAsync(db, form, cancellation) is { } refusal)
        {
            return refusal;
        }

        var site = await db.FindForSaveAsync<Site>(form.Id, form.Version, cancellation);
        if (form.Id is not null && site is null)
        {
            return Saving.Gone;
        }

        site ??= db.Add(new Site { Name = form.Name, ShortName = form.ShortName, OpenedOn = form.OpenedOn!.Value }).Entity;
        site.Name = form.Name.Trim();
        site.ShortName = form.ShortName.Trim();
        site.OpenedOn = form.OpenedOn!.Value;
        (site.Address, site.Phone) = (PlainText.Tidy(form.Address), PlainText.Tidy(form.Phone));
        (site.PromisedHalfDays, site.IsOpenOnWhitMonday) = (form.PromisedHalfDays!.Value, form.IsOpenOnWhitMonday);
        site.IsActive = form.IsActive;
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveSite), nameof(Site), site.Id, site.Id),
            Outcome.Refused(nameof(form.Name), "Un site porte déjà ce nom. Choisissez-en un autre."),
            cancellation);
    }

    private List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Name), form.Name, Site.NameMost, "Indiquez le nom du site (exemple : ESC Blosne).");
        PlainText.Require(refusals, nameof(form.ShortName), form.ShortName, Site.ShortNameMost, "Indiquez un nom court, pour les menus et les graphiques (exemple : Blosne).");
        PlainText.Check(refusals, nameof(form.Address), form.Address, Site.AddressMost);
        PlainText.Check(refusals, nameof(form.Phone), form.Phone, Site.PhoneMost);
        if (form.PromisedHalfDays is not (>= 0 and <= Site.PromisedMost))
        {
            refusals.Add(new Refusal(nameof(form.PromisedHalfDays), $"Indiquez un nombre entre 0 et {Site.PromisedMost}."));
        }

        if (form.OpenedOn is null)
        {
            refusals.Add(new Refusal(nameof(form.OpenedOn), "Indiquez le premier jour de l’espace numérique."));
        }
        else if (form.OpenedOn < Site.OpenedLeast || form.OpenedOn > clock.Today().AddYears(5))
        {
            refusals.Add(new Refusal(nameof(form.OpenedOn), $"Date entre le {Site.OpenedLeast:dd/MM/yyyy} et dans cinq ans."));
        }

        return refusals;
    }

    private static async Task<Outcome?> VisitsBeforeAsync(InclusionDb db, Form form, CancellationToken cancellation)
    {
        var first = form.Id is null ? null : await db.Visits.Where(v => v.SiteId == form.Id && v.Day < form.OpenedOn).MinAsync(v => (DateOnly?)v.Day, cancellation);
        return first is null
            ? null
            : Outcome.Refused(nameof(form.OpenedOn), $"Des passages sont enregistrés depuis le {first:dd/MM/yyyy} : l’ouverture ne peut pas être plus tardive.");
    }
}
