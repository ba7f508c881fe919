using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Says where the check-up of a person's social rights stands: to do, done or refused; who says it is kept.</summary>
public sealed class RecordRightsCheckup(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid Id, Guid VisitorId, RightsCheckupState State);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FindVisitorAsync(nameof(RecordRightsCheckup), form.VisitorId, actor, cancellation) is not { } visitor)
        {
            return Outcome.Forbidden;
        }

        if (!Enum.IsDefined(form.State))
        {
            return Outcome.Refused("", "Ce choix n’existe pas. Choisissez dans la liste.");
        }

        var now = clock.GetUtcNow();
        db.RightsCheckups.Add(new RightsCheckup { Id = form.Id, VisitorId = visitor.Id, State = form.State, At = now, ById = actor.Id });
        db.Audit(actor, now, nameof(RecordRightsCheckup), nameof(Visitor), visitor.Id, visitor.SiteId);
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
}
