using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>Lets a rule be tried one place earlier or later.</summary>
public sealed class MoveTriageRule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(int Id, bool IsUp);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(MoveTriageRule)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rules = await db.TriageRules.OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancellation);
        var index = rules.FindIndex(r => r.Id == form.Id);
        var other = index + (form.IsUp ? -1 : 1);
        if (index < 0)
        {
            return Saving.Gone;
        }

        if (other < 0 || other >= rules.Count)
        {
            return Outcome.Done;
        }

        (rules[index], rules[other]) = (rules[other], rules[index]);
        foreach (var (position, rule) in rules.Index())
        {
            rule.Position = (short)position;
        }

        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(MoveTriageRule), nameof(TriageRule), form.Id), Saving.Conflict, cancellation);
    }
}
