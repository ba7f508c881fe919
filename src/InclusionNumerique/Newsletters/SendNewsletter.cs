using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>Sends the letter, once, to every active colleague who has not ended it: it is then a page that never changes.</summary>
public sealed class SendNewsletter(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    /// <param name="Version">The version that was read: what goes is what was seen.</param>
    /// <param name="Address">Where the product answers, with a last slash.</param>
    public sealed record Form(Guid Id, uint Version, string Address);

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SendNewsletter)))
        {
            return Outcome.Forbidden;
        }

        if (!IsAddress(form.Address))
        {
            return Outcome.Refused("", "L’adresse de ce site ne se lit pas : rechargez la page, puis recommencez.");
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever comes second waits here, then finds it sent.
        if (await db.Newsletters.FromSql($"SELECT *, xmin FROM newsletters WHERE id = {form.Id} FOR UPDATE").SingleOrDefaultAsync(cancellation) is not { } letter)
        {
            return Saving.Gone;
        }

        if (letter.SentAt is not null)
        {
            return Outcome.Done;
        }

        if (letter.Version != form.Version)
        {
            return Saving.Conflict;
        }

        if (letter.Sections.Shown().Count == 0)
        {
            return Outcome.Refused("", "Cette lettre est vide : écrivez une section, ou reprenez-en une.");
        }

        var now = clock.GetUtcNow();
        var recipients = await db.Users.ReceivingLetter().OrderBy(p => p.Id).Select(p => new { p.Id, Email = p.Email! }).ToListAsync(cancellation);
        if (recipients.Count == 0)
        {
            return Outcome.Refused("", "Personne ne reçoit la lettre : aucun compte actif n’a d’adresse e-mail, ou tous y ont renoncé.");
        }

        (letter.SentAt, letter.SentById, letter.Address) = (now, actor.Id, form.Address);
        var (subject, body) = (NewsletterTexts.Title(letter.Month), NewsletterTexts.Mail(letter.Month, letter.Sections, form.Address));
        db.Messages.AddRange(recipients.Select(p => new Message
        {
            Id = Guid.CreateVersion7(), NewsletterId = letter.Id, ProfessionalId = p.Id, Kind = MessageKind.Newsletter, Channel = MessageChannel.Email, Address = p.Email,
            Subject = subject, Body = body, Sequence = 0, State = MessageState.Waiting, NextAt = now, CreatedAt = now,
        }));
        return await db.SaveAsync(() => db.Audit(actor, now, nameof(SendNewsletter), nameof(Newsletter), letter.Id), Outcome.Done, cancellation);
    }

    private static bool IsAddress(string address) => address.Length <= Newsletter.AddressMost && address.EndsWith('/') && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '?' or '#')
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0;
}
