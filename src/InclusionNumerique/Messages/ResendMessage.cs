using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Messages;

/// <summary>Somebody decides that a message which failed, or of which nobody knows whether it went, is to be sent again.</summary>
public sealed class ResendMessage(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(Guid MessageId);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ResendMessage)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var message = await db.Messages.FromSqlInterpolated($"SELECT * FROM messages WHERE id = {form.MessageId} FOR UPDATE").SingleOrDefaultAsync(cancellation);
        var appointment = message?.AppointmentId is { } about ? await db.FindAppointmentAsync(nameof(ResendMessage), about, actor, cancellation) : null;
        if (appointment is null)
        {
            return Outcome.Forbidden;
        }

        var now = clock.GetUtcNow();
        switch (message!.State)
        {
            case MessageState.Waiting or MessageState.Sending:
                // The same click twice.
                return Outcome.Done;
            case not (MessageState.Failed or MessageState.Uncertain):
                return Outcome.Refused("", "Ce message est déjà parti ou ne dit plus la vérité : il ne peut pas être renvoyé.");
        }

        if (message.Sequence < appointment.Sequence || appointment.StartsAt <= now)
        {
            return Outcome.Refused("", "Ce message ne dit plus la vérité : le rendez-vous a changé depuis, ou son heure est passée.");
        }

        (message.State, message.NextAt, message.Error) = (MessageState.Waiting, now, null);
        db.Audit(actor, now, nameof(ResendMessage), nameof(Message), message.Id, appointment.SiteId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
