using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Notes something to do for the person of a file, on a day.</summary>
public sealed class SaveFollowUp(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public Guid VisitorId { get; set; }

        public FollowUpKind Kind { get; set; } = FollowUpKind.CallBack;

        public string? Text { get; set; }

        public DateOnly? DueOn { get; set; }

        /// <summary>By the author; otherwise by anybody of the digital space.</summary>
        public bool IsForMe { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FindVisitorAsync(nameof(SaveFollowUp), form.VisitorId, actor, cancellation) is not { } visitor)
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var now = clock.GetUtcNow();
        db.FollowUps.Add(new FollowUp
        {
            Id = form.Id,
            VisitorId = visitor.Id,
            Kind = form.Kind,
            Text = PlainText.Tidy(form.Text),
            DueOn = form.DueOn!.Value,
            AssignedToId = form.IsForMe ? actor.Id : null,
            CreatedById = actor.Id,
            CreatedAt = now,
        });
        db.Audit(actor, now, nameof(SaveFollowUp), nameof(Visitor), visitor.Id, visitor.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Done;
        }
    }

    private List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(form.Text), form.Text, FollowUp.TextMost);
        if (!Enum.IsDefined(form.Kind))
        {
            refusals.Add(new Refusal(nameof(form.Kind), "Ce choix n’existe pas. Choisissez dans la liste."));
        }

        if (form.DueOn is null)
        {
            refusals.Add(new Refusal(nameof(form.DueOn), "Indiquez le jour (exemple : demain)."));
        }
        else if (form.DueOn < clock.Today() || form.DueOn > clock.Today().AddYears(2))
        {
            refusals.Add(new Refusal(nameof(form.DueOn), "Choisissez un jour entre aujourd’hui et dans deux ans."));
        }

        return refusals;
    }
}
