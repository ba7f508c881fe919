using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Queue;

/// <summary>Adds or changes a rule of the advice at the door. It is hidden, never deleted: past advice keeps its rule.</summary>
public sealed class SaveTriageRule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Null for a new rule, which comes before the one that holds in all other cases.</summary>
        public int? Id { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        public NeedKind? Need { get; set; }

        public Urgency? Urgency { get; set; }

        public Autonomy? Autonomy { get; set; }

        public Direction? Advice { get; set; }

        public string? Because { get; set; }

        public bool IsActive { get; set; } = true;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveTriageRule)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var rule = await db.FindForSaveAsync<TriageRule>(form.Id, form.Version, cancellation);
        if (form.Id is not null && rule is null)
        {
            return Saving.Gone;
        }

        if (!HoldsAlways(form) && !await db.TriageRules.AnyAsync(r => r.Id != form.Id && r.IsActive && r.Need == null && r.Urgency == null && r.Autonomy == null, cancellation))
        {
            return Outcome.Refused("", "Il faut toujours une règle pour « dans tous les autres cas ». Ajoutez-en une autre avant de changer ou de masquer celle-ci.");
        }

        rule ??= db.Add(await NewAsync(db, form, cancellation)).Entity;
        (rule.Need, rule.Urgency, rule.Autonomy) = (form.Need, form.Urgency, form.Autonomy);
        (rule.Advice, rule.Because, rule.IsActive) = (form.Advice!.Value, form.Because!.Trim(), form.IsActive);
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveTriageRule), nameof(TriageRule), rule.Id), Saving.Conflict, cancellation);
    }

    private static bool HoldsAlways(Form form) => form is { IsActive: true, Need: null, Urgency: null, Autonomy: null };

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        if (form.Advice is not { } advice || !Enum.IsDefined(advice))
        {
            refusals.Add(new Refusal(nameof(form.Advice), "Choisissez où la règle mène."));
        }
        else if (advice == Direction.Kiosk && form.Autonomy != InclusionNumerique.Visits.Autonomy.Autonomous)
        {
            refusals.Add(new Refusal(nameof(form.Autonomy), "La borne n’est conseillée qu’à une personne qui sait faire seule : choisissez « Oui, seule »."));
        }

        PlainText.Require(refusals, nameof(form.Because), form.Because, TriageRule.BecauseMost, "Dites pourquoi, en une phrase : l’accueil la lit.");
        return refusals;
    }

    private static async Task<TriageRule> NewAsync(InclusionDb db, Form form, CancellationToken cancellation)
    {
        var last = await db.TriageRules.MaxAsync(r => (short?)r.Position, cancellation) ?? -1;
        if (!HoldsAlways(form) && await db.TriageRules.Where(r => r.IsActive && r.Need == null && r.Urgency == null && r.Autonomy == null).OrderBy(r => r.Position).FirstOrDefaultAsync(cancellation) is { } always)
        {
            var place = always.Position;
            foreach (var later in await db.TriageRules.Where(r => r.Position >= place).ToListAsync(cancellation))
            {
                later.Position++;
            }

            last = (short)(place - 1);
        }

        return new TriageRule { Position = (short)(last + 1), Advice = form.Advice!.Value, Because = form.Because! };
    }
}
