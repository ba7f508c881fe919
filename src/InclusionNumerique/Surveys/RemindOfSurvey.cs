using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <summary>Reminds those invited who have not begun, and nobody else. The new link takes the place of the old one.</summary>
public sealed class RemindOfSurvey(IDbContextFactory<InclusionDb> factory, SurveyGathering gathering, TimeProvider clock)
{
    public const int RemindersMost = 3;

    public const int DaysBetween = 3;

    public sealed class Form
    {
        public Guid SurveyId { get; set; }
    }

    public async Task<SurveyInvited> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(RemindOfSurvey)))
        {
            return new(Outcome.Forbidden);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.SurveyId, cancellation);
        if (survey is not { State: SurveyState.Open, Address: not null })
        {
            return new(Outcome.Refused("", "Ce questionnaire n’est pas ouvert."));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await gathering.NoteBegunAsync(db, survey.Id, cancellation);
        var (now, since) = (clock.GetUtcNow(), clock.GetUtcNow().AddDays(-DaysBetween));
        var late = await db.SurveyInvitations
            .Where(i => i.SurveyId == survey.Id && !i.HasBegun && i.Reminders < RemindersMost && !db.Messages.Any(m => m.SurveyInvitationId == i.Id && m.CreatedAt > since))
            .ToListAsync(cancellation);
        if (late.Count == 0)
        {
            await transaction.CommitAsync(cancellation);
            return new(Outcome.Refused("", $"Personne à relancer : tout le monde a commencé, ou a reçu un message il y a moins de {DaysBetween} jours, ou {RemindersMost} rappels."));
        }

        foreach (var invitation in late)
        {
            invitation.Reminders++;
            db.Add(SurveyMessages.Of(survey, invitation, MessageKind.SurveyReminder, now));
        }

        db.Audit(actor, now, nameof(RemindOfSurvey), nameof(Survey), survey.Id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new(Outcome.Done, late.Count);
    }
}
