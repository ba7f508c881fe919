using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

/// <summary>What holds for every account, whoever makes it.</summary>
public static partial class AccountRules
{
    internal const string EmailTaken = "Un compte utilise déjà cette adresse. Cherchez-le dans la liste, comptes désactivés compris.";

    private const int EmailMost = 256;

    // Any number: it names the lock among the advisory locks of this database.
    private const long AdministratorsLock = 20_261_124;

    internal static void CheckIdentity(List<Refusal> refusals, string nameField, string? name, string emailField, string? email)
    {
        PlainText.Require(refusals, nameField, name, Professional.NameMost, "Indiquez le nom à afficher (exemple : Camille Exemple).");
        PlainText.Require(refusals, emailField, email, EmailMost, "Indiquez l’adresse électronique professionnelle : elle sert à se connecter.");
        if (refusals.All(r => r.Field != emailField) && !EmailShape().IsMatch(email!.Trim()))
        {
            refusals.Add(new Refusal(emailField, "Cette adresse est incomplète ou contient un espace ou un accent. Exemple : prenom.nom@exemple.fr"));
        }
    }

    /// <summary>The address is the user name, and its upper case what must be unique: as ASP.NET Core Identity looks it up.</summary>
    internal static void SetEmail(this Professional account, string email)
    {
        account.Email = account.UserName = email.Trim();
        account.NormalizedEmail = account.NormalizedUserName = account.Email.ToUpperInvariant();
        account.EmailConfirmed = true;
    }

    /// <summary>Makes every other open session and circuit of the account end.</summary>
    internal static void EndSessions(this Professional account) => account.SecurityStamp = Guid.NewGuid().ToString("N");

    /// <summary>Those who can administer the house: active, with the role, and a password to come in with.</summary>
    public static IQueryable<Professional> Administrators(this IQueryable<Professional> accounts) =>
        accounts.Where(p => p.DisabledAt == null && p.PasswordHash != null && p.Roles.Contains(Role.Administrator));

    /// <summary>One at a time until the transaction ends: two people must not each take the other for the administrator who stays, nor both be the first.</summary>
    internal static Task LockAdministratorsAsync(this InclusionDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdministratorsLock})", cancellation);

    [GeneratedRegex(@"^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$")]
    private static partial Regex EmailShape();
}
