using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

/// <summary>One's own password, by whoever knows the present one.</summary>
public sealed class ChangePassword(IDbContextFactory<InclusionDb> factory, IPasswordHasher<Professional> hasher, TimeProvider clock)
{
    public sealed class Form
    {
        public string? Current { get; set; }

        public string? Password { get; set; }

        public string? PasswordAgain { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ChangePassword)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var account = await db.Users.SingleAsync(p => p.Id == actor.Id, cancellation);
        if (account.PasswordHash is null)
        {
            return Outcome.Refused("", "Ce compte n’a pas encore de mot de passe. Demandez un lien d’accès à l’administrateur de votre structure.");
        }

        var refusals = new List<Refusal>();
        if (hasher.VerifyHashedPassword(account, account.PasswordHash, form.Current ?? "") == PasswordVerificationResult.Failed)
        {
            refusals.Add(new Refusal(nameof(form.Current), "Ce n’est pas votre mot de passe actuel. Si vous l’avez oublié, demandez un lien d’accès à l’administrateur de votre structure."));
        }

        PasswordRule.Check(refusals, nameof(form.Password), form.Password, account.Email!, account.DisplayName);
        PasswordRule.CheckAgain(refusals, nameof(form.PasswordAgain), form.Password, form.PasswordAgain);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        account.PasswordHash = hasher.HashPassword(account, form.Password!);
        account.EndSessions();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.Audit(actor, clock.GetUtcNow(), nameof(ChangePassword), nameof(Professional), account.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("", "Votre compte vient d’être modifié ailleurs. Rien n’a changé ici : recommencez.");
        }
    }
}
