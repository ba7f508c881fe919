using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Surveys;

/// <param name="Invited">New ones.</param>
/// <param name="Known">Had been invited before: nothing goes to them.</param>
public sealed record SurveyInvited(Outcome Outcome, int Invited = 0, int Known = 0);

/// <summary>Invites people by e-mail, each with a link that serves once.</summary>
public sealed class InviteToSurvey(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int AddressesMost = 2000;

    public sealed class Form
    {
        public Guid SurveyId { get; set; }

        /// <summary>One address a line, or between commas or semicolons.</summary>
        public string Addresses { get; set; } = "";

        /// <summary>Everybody of the institution who has an account and an address, too.</summary>
        public bool WithAccounts { get; set; }

        public int? InstitutionId { get; set; }

        public SurveyAudience Audience { get; set; }
    }

    public async Task<SurveyInvited> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(InviteToSurvey)))
        {
            return new(Outcome.Forbidden);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == form.SurveyId, cancellation);
        if (survey is not { State: SurveyState.Open, Address: not null })
        {
            return new(Outcome.Refused("", "Ouvrez le questionnaire avant d’inviter."));
        }

        var addresses = form.Addresses.Split(['\n', ',', ';', ' ', '\t', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(a => a.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        if (Check(form, addresses) is { Count: > 0 } refusals)
        {
            return new(Outcome.From(refusals));
        }

        // Of those with an account the institution is known, whichever was chosen for the others.
        var institutions = new Dictionary<string, int?>(StringComparer.Ordinal);
        if (form.WithAccounts)
        {
            var accounts = await db.Users.Where(p => p.DisabledAt == null && p.Email != null && (form.InstitutionId == null || p.InstitutionId == form.InstitutionId)).Select(p => new { p.Email, p.InstitutionId }).ToListAsync(cancellation);
            foreach (var account in accounts.Where(a => MailText.IsAddress(a.Email!)))
            {
                institutions[account.Email!.ToLowerInvariant()] = account.InstitutionId;
            }

            addresses.UnionWith(institutions.Keys);
        }

        var known = await db.SurveyInvitations.Where(i => i.SurveyId == survey.Id && addresses.Contains(i.Email)).Select(i => i.Email).ToListAsync(cancellation);
        addresses.ExceptWith(known);
        if (addresses.Count == 0)
        {
            return new(Outcome.Refused(nameof(form.Addresses), known.Count > 0 ? "Toutes ces personnes ont déjà été invitées." : "Indiquez au moins une adresse."));
        }

        var now = clock.GetUtcNow();
        foreach (var address in addresses)
        {
            var invitation = new SurveyInvitation
            {
                Id = Guid.NewGuid(), SurveyId = survey.Id, Email = address, InstitutionId = institutions.GetValueOrDefault(address, form.InstitutionId), Audience = form.Audience, InvitedOn = clock.Today(),
            };
            db.Add(invitation);
            db.Add(SurveyMessages.Of(survey, invitation, MessageKind.SurveyInvitation, now));
        }

        db.Audit(actor, now, nameof(InviteToSurvey), nameof(Survey), survey.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return new(Saving.Conflict);
        }

        return new(Outcome.Done, addresses.Count, known.Count);
    }

    private static List<Refusal> Check(Form form, HashSet<string> addresses)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(form.Addresses), form.Addresses, 200_000);
        if (addresses.Count > AddressesMost)
        {
            refusals.Add(new(nameof(form.Addresses), $"{AddressesMost} adresses au plus à la fois."));
        }
        else if (addresses.FirstOrDefault(a => a.Length > Appointment.EmailMost || !MailText.IsAddress(a)) is { } wrong)
        {
            refusals.Add(new(nameof(form.Addresses), $"« {(wrong.Length > 60 ? wrong[..60] + "…" : wrong)} » n’est pas une adresse e-mail."));
        }

        if (!Enum.IsDefined(form.Audience))
        {
            refusals.Add(new(nameof(form.Audience), "Choisissez la version du questionnaire."));
        }

        return refusals;
    }
}
