using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Dashboards;

/// <summary>Keeps a view of the figures under a name of one's own.</summary>
public sealed class SaveFigureView(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; init; } = Guid.CreateVersion7();

        public string Name { get; set; } = "";

        public string Address { get; set; } = "";
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveFigureView)))
        {
            return Outcome.Forbidden;
        }

        List<Refusal> refusals = [];
        PlainText.Require(refusals, nameof(Form.Name), form.Name, FigureView.NameMost, "Donnez un nom à cette vue, par exemple « Blosne, trimestre ».");
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (!FigureView.Addresses().IsMatch(form.Address))
        {
            return Outcome.Refused("", "Cette vue ne peut pas être gardée. Rechargez la page et recommencez.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FigureViews.AnyAsync(v => v.Id == form.Id, cancellation))
        {
            // Sent twice.
            return Outcome.Done;
        }

        if (await db.FigureViews.CountAsync(v => v.OwnerId == actor.Id, cancellation) >= FigureView.Most)
        {
            return Outcome.Refused("", $"Vous gardez déjà {FigureView.Most} vues : retirez-en une.");
        }

        var now = clock.GetUtcNow();
        db.Add(new FigureView { Id = form.Id, OwnerId = actor.Id, Name = form.Name.Trim(), Address = form.Address, CreatedAt = now });
        db.Audit(actor, now, nameof(SaveFigureView), nameof(FigureView), form.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Refused(nameof(Form.Name), "Vous avez déjà une vue de ce nom.");
        }
    }
}
