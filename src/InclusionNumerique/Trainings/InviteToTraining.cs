using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Invites people to a session by e-mail, once each. Only whom it concerns: the list of the page says why.</summary>
public sealed class InviteToTraining(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int PeopleMost = 500;

    public sealed class Form
    {
        public Guid SessionId { get; set; }

        public HashSet<Guid> ProfessionalIds { get; set; } = [];
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(InviteToTraining)))
        {
            return Outcome.Forbidden;
        }

        if (form.ProfessionalIds.Count is 0 or > PeopleMost)
        {
            return Outcome.Refused(nameof(form.ProfessionalIds), $"Cochez de 1 à {PeopleMost} personnes.");
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HoldAsync(form.SessionId, cancellation) is not { } session)
        {
            return Saving.Gone;
        }

        if (session.State == TrainingState.Cancelled || session.StartsAt <= now)
        {
            return Outcome.Refused("", "Cette session est annulée ou a commencé : on n’y invite plus.");
        }

        var day = DateOnly.FromDateTime(session.StartsAt.ToParis());
        var concerned = await db.TrainingConcerned(session.ModuleId, day).Where(c => form.ProfessionalIds.Contains(c.ProfessionalId)).ToListAsync(cancellation);
        if (concerned.Count < form.ProfessionalIds.Count)
        {
            return Outcome.Refused(nameof(form.ProfessionalIds), "Cette formation ne concerne pas, ou plus, une des personnes cochées. Rechargez la liste.");
        }

        var lines = await db.LinesInWordsAsync(session.ModuleId, day, cancellation);
        var invited = await db.TrainingInvitations.Where(i => i.SessionId == session.Id).Select(i => i.ProfessionalId).ToListAsync(cancellation);
        foreach (var concern in concerned.Where(c => !invited.Contains(c.ProfessionalId)))
        {
            db.Add(new TrainingInvitation { SessionId = session.Id, ProfessionalId = concern.ProfessionalId, InvitedAt = now, Why = lines[concern.Line], IsCompulsory = concern.IsCompulsory });
            await db.QueueAsync(session, concern.ProfessionalId, MessageKind.TrainingInvitation, now, cancellation);
        }

        db.Audit(actor, now, nameof(InviteToTraining), nameof(TrainingSession), session.Id, session.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
