using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

/// <summary>Makes the account that makes all others. Public: the page opens only with the secret printed on the console.</summary>
public sealed class CreateFirstAdministrator(IDbContextFactory<InclusionDb> factory, IPasswordHasher<Professional> hasher, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? PasswordAgain { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, CancellationToken cancellation = default)
    {
        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.LockAdministratorsAsync(cancellation);
        if (await db.Users.Administrators().AnyAsync(cancellation))
        {
            return Outcome.Refused("", "Le premier administrateur existe déjà. Connectez-vous avec son adresse et son mot de passe.");
        }

        var account = new Professional { Id = form.Id, DisplayName = form.Name!.Trim(), Roles = [Role.Administrator] };
        account.SetEmail(form.Email!);
        account.EndSessions();
        account.PasswordHash = hasher.HashPassword(account, form.Password!);
        db.Users.Add(account);
        db.Audit(new Actor(account.Id, account.DisplayName, account.Roles, []), clock.GetUtcNow(), nameof(CreateFirstAdministrator), nameof(Professional), account.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Refused(nameof(form.Email), "Un compte utilise déjà cette adresse. Indiquez-en une autre.");
        }
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        AccountRules.CheckIdentity(refusals, nameof(form.Name), form.Name, nameof(form.Email), form.Email);
        PasswordRule.Check(refusals, nameof(form.Password), form.Password, form.Email ?? "", form.Name ?? "");
        PasswordRule.CheckAgain(refusals, nameof(form.PasswordAgain), form.Password, form.PasswordAgain);
        return refusals;
    }
}
