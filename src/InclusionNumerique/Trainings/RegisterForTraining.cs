using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Registers somebody for a session: oneself, somebody of one's team, or anybody for the coordinator. A full session has a waiting list.</summary>
public sealed class RegisterForTraining(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Id">Of the registration, made by the client.</param>
    /// <param name="IsConfirmed">The training does not concern the person, who is to come all the same.</param>
    public sealed record Form(Guid Id, Guid SessionId, Guid ProfessionalId, bool IsConfirmed = false);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (!await db.MayRegisterAsync(nameof(RegisterForTraining), form.ProfessionalId, actor, cancellation))
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.HoldAsync(form.SessionId, cancellation) is not { } session)
        {
            return Saving.Gone;
        }

        if (await db.TrainingRegistrations.AnyAsync(r => r.Id == form.Id || (r.SessionId == session.Id && r.ProfessionalId == form.ProfessionalId && r.State != RegistrationState.Cancelled), cancellation))
        {
            return Outcome.Done;
        }

        if (await RefusalAsync(db, session, form, actor, now, cancellation) is { } refusal)
        {
            return refusal;
        }

        var seat = await db.FreeSeatAsync(session, cancellation);
        db.Add(new TrainingRegistration
        {
            Id = form.Id, SessionId = session.Id, ProfessionalId = form.ProfessionalId, Seat = seat,
            State = seat is null ? RegistrationState.Waiting : RegistrationState.Registered, RegisteredAt = now, RegisteredById = actor.Id,
        });
        await db.QueueAsync(session, form.ProfessionalId, seat is null ? MessageKind.TrainingWaiting : MessageKind.TrainingSeat, now, cancellation);
        db.Audit(actor, now, nameof(RegisterForTraining), nameof(TrainingRegistration), form.Id, session.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }

    private static async Task<Outcome?> RefusalAsync(InclusionDb db, TrainingSession session, Form form, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (session.State == TrainingState.Cancelled)
        {
            return Outcome.Refused("", "Cette session est annulée.");
        }

        // Who keeps the list notes who came in the end.
        if (session.EndsAt <= now || (session.StartsAt <= now && actor.ReachOf(nameof(RegisterForTraining)) != Reach.All))
        {
            return Outcome.Refused("", "Cette session a commencé : on ne peut plus s’y inscrire.");
        }

        if (!await db.Users.AnyAsync(p => p.Id == form.ProfessionalId && p.DisabledAt == null, cancellation))
        {
            return Outcome.Refused(nameof(form.ProfessionalId), "Ce compte n’existe plus ou est désactivé.");
        }

        var other = await db.TrainingRegistrations.Where(r => r.ProfessionalId == form.ProfessionalId && r.State != RegistrationState.Cancelled)
            .Join(db.TrainingSessions.Where(s => s.ModuleId == session.ModuleId && s.State == TrainingState.Planned && s.EndsAt > now), r => r.SessionId, s => s.Id, (r, s) => (DateTimeOffset?)s.StartsAt).FirstOrDefaultAsync(cancellation);
        if (other is { } at)
        {
            return Outcome.Refused("", $"Déjà inscription à une autre session de cette formation, {FrenchTime.Moment(at)}. Annulez-la d’abord : une place par personne.");
        }

        var isConcerned = await db.TrainingConcerned(session.ModuleId, DateOnly.FromDateTime(session.StartsAt.ToParis())).AnyAsync(c => c.ProfessionalId == form.ProfessionalId, cancellation);
        return isConcerned || form.IsConfirmed
            ? null
            : Outcome.From([new Refusal(nameof(form.IsConfirmed), "Cette formation ne vise pas cette mission, cette institution ou ce site. Confirmez si la place doit être prise quand même.", IsWarning: true)]);
    }
}
