using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Opens a person's file, with their consent, or changes what it says.</summary>
public sealed class SaveVisitor(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    // Of 8,000,000 codes; a second try is already rare.
    private const int CodeTries = 5;

    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>The version that the form was filled from; null for a new file.</summary>
        public uint? Version { get; set; }

        public int SiteId { get; set; }

        public string? Name { get; set; }

        public string? Needs { get; set; }

        public int? LanguageId { get; set; }

        public Guid? PreferredMediatorId { get; set; }

        /// <summary>The current consent text was read to the person, who agrees. For a new file.</summary>
        public bool HasConsent { get; set; }

        public bool IsShared { get; set; }

        /// <summary>The author has seen that a file of a similar name exists.</summary>
        public bool IsDuplicateConfirmed { get; set; }

        /// <summary>The visit of the person, which the new file then holds.</summary>
        public Guid? VisitId { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveVisitor), form.SiteId))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        return form.Version is { } version ? await ChangeAsync(form, version, actor, cancellation) : await CreateAsync(form, actor, cancellation);
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Name), form.Name, Visitor.NameMost, "Indiquez un prénom ou un surnom, celui que la personne veut.");
        PlainText.Check(refusals, nameof(form.Needs), form.Needs, Visitor.NeedsMost);
        if (form.Version is null && !form.HasConsent)
        {
            refusals.Add(new Refusal(nameof(form.HasConsent), "Lisez le texte à la personne. Sans son accord, pas de fiche : elle est aidée de la même façon."));
        }

        return refusals;
    }

    private async Task<Outcome> CreateAsync(Form form, Actor actor, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            if (!form.IsDuplicateConfirmed && await SimilarCodeAsync(db, form, actor, cancellation) is { } code)
            {
                return Outcome.From([new Refusal(nameof(form.Name), $"Une fiche au nom proche existe ici : code {code}. Vérifiez que ce n’est pas la même personne.", IsWarning: true)]);
            }

            db.Visitors.Add(VisitorOf(form, actor));
            db.Audit(actor, clock.GetUtcNow(), nameof(SaveVisitor), nameof(Visitor), form.Id, form.SiteId);
            if (form.VisitId is { } visitId && await db.Visits.SingleOrDefaultAsync(v => v.Id == visitId && v.SiteId == form.SiteId, cancellation) is { } visit)
            {
                visit.VisitorId = form.Id;
            }

            try
            {
                await db.SaveChangesAsync(cancellation);
                return Outcome.Done;
            }
            catch (DbUpdateException e) when (e.IsUniqueViolation("ix_visitors_code") && attempt < CodeTries)
            {
                // Another file has this code: the next one is tried.
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
    }

    private static Task<string?> SimilarCodeAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation) => VisitorQueries
        .MaybeSame(VisitorsSeenBy.Filter(db.Visitors, actor), form.Name!)
        .Where(v => v.SiteId == form.SiteId && v.Id != form.Id).Select(v => (string?)v.Code).FirstOrDefaultAsync(cancellation);

    private Visitor VisitorOf(Form form, Actor actor)
    {
        var now = clock.GetUtcNow();
        return new Visitor
        {
            Id = form.Id,
            SiteId = form.SiteId,
            InstitutionId = actor.InstitutionId,
            Name = form.Name!.Trim(),
            Code = VisitorCode.Make(),
            Needs = PlainText.Tidy(form.Needs),
            LanguageId = form.LanguageId,
            PreferredMediatorId = form.PreferredMediatorId,
            ConsentVersion = ConsentTexts.Current,
            ConsentAt = now,
            ConsentById = actor.Id,
            IsShared = form.IsShared,
            CreatedAt = now,
        };
    }

    private async Task<Outcome> ChangeAsync(Form form, uint version, Actor actor, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FindVisitorAsync(nameof(SaveVisitor), form.Id, actor, cancellation) is not { } visitor)
        {
            return Outcome.Forbidden;
        }

        db.Entry(visitor).Property(v => v.Version).OriginalValue = version;
        visitor.Name = form.Name!.Trim();
        visitor.Needs = PlainText.Tidy(form.Needs);
        visitor.LanguageId = form.LanguageId;
        visitor.PreferredMediatorId = form.PreferredMediatorId;
        visitor.IsShared = form.IsShared;
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveVisitor), nameof(Visitor), visitor.Id, visitor.SiteId), Saving.Conflict, cancellation);
    }
}
