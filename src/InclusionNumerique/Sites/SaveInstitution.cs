using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Sites;

/// <summary>Makes or changes an institution. It is hidden, never deleted: its professionals keep it.</summary>
public sealed class SaveInstitution(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Null for a new institution.</summary>
        public int? Id { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        public string Name { get; set; } = "";

        public string ShortName { get; set; } = "";

        public bool IsActive { get; set; } = true;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveInstitution)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Name), form.Name, Institution.NameMost, "Indiquez le nom de l’institution (exemple : CCAS – Ville de Rennes).");
        PlainText.Require(refusals, nameof(form.ShortName), form.ShortName, Institution.ShortNameMost, "Indiquez un nom court, pour les listes (exemple : CCAS).");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var institution = await db.FindForSaveAsync<Institution>(form.Id, form.Version, cancellation);
        if (form.Id is not null && institution is null)
        {
            return Saving.Gone;
        }

        institution ??= db.Add(new Institution { Name = form.Name, ShortName = form.ShortName }).Entity;
        institution.Name = form.Name.Trim();
        institution.ShortName = form.ShortName.Trim();
        institution.IsActive = form.IsActive;
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveInstitution), nameof(Institution), institution.Id),
            Outcome.Refused(nameof(form.Name), "Une institution porte déjà ce nom. Choisissez-en un autre."),
            cancellation);
    }
}
