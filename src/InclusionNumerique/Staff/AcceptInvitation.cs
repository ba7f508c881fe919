using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

/// <summary>The invited person chooses a password. Public: the token of the link is the right, once.</summary>
public sealed class AcceptInvitation(IDbContextFactory<InclusionDb> factory, IPasswordHasher<Professional> hasher, TimeProvider clock)
{
    public sealed class Form
    {
        public string? Token { get; set; }

        public string? Password { get; set; }

        public string? PasswordAgain { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, form.Token, cancellation) is not { } account)
        {
            return LinkIsOver;
        }

        var refusals = new List<Refusal>();
        PasswordRule.Check(refusals, nameof(form.Password), form.Password, account.Email!, account.DisplayName);
        PasswordRule.CheckAgain(refusals, nameof(form.PasswordAgain), form.Password, form.PasswordAgain);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        account.PasswordHash = hasher.HashPassword(account, form.Password!);
        account.InvitationHash = null;
        account.InvitationExpiresAt = null;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        account.EndSessions();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        var person = new Actor(account.Id, account.DisplayName, account.Roles, []);
        db.Audit(person, clock.GetUtcNow(), nameof(AcceptInvitation), nameof(Professional), account.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return LinkIsOver;
        }
    }

    /// <summary>Whose link this is; null when it is over.</summary>
    public async Task<InvitedPerson?> PersonAsync(string? token, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await FindAsync(db, token, cancellation) is { } account ? new InvitedPerson(account.Id, account.DisplayName, account.Email!) : null;
    }

    private static Outcome LinkIsOver { get; } = Outcome.Refused(
        nameof(Form.Token), "Ce lien a déjà servi ou n’est plus valable. Si vous venez de choisir votre mot de passe, connectez-vous ; sinon, demandez un nouveau lien à l’administrateur.");

    private async Task<Professional?> FindAsync(InclusionDb db, string? token, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return InvitationToken.HashOf(token) is { } hash
            ? await db.Users.SingleOrDefaultAsync(p => p.InvitationHash == hash && p.InvitationExpiresAt > now && p.DisabledAt == null, cancellation)
            : null;
    }
}

public sealed record InvitedPerson(Guid Id, string Name, string Email);
