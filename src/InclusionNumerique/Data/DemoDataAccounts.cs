using InclusionNumerique.Access;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Data;

public static partial class DemoData
{
    /// <summary>A reserved domain: nobody can own such an address.</summary>
    public const string EmailDomain = "@demo.invalid";

    /// <summary>Colleagues who are there to be trained and invited; nobody takes their part on the sign-in page.</summary>
    public const string StaffPrefix = "equipe";

    public static Guid AccountId(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static async Task EnsureAccountsAsync(InclusionDb db, CancellationToken cancellation = default)
    {
        if (await db.Users.AnyAsync(cancellation))
        {
            return;
        }

        var sites = await db.Sites.OrderBy(s => s.Id).ToListAsync(cancellation);
        db.Users.AddRange(Accounts(sites));
        await db.SaveChangesAsync(cancellation);
    }

    internal static bool IsVolunteer(int account) => account is 12 or 13;

    /// <summary>The account at the front desk of that site, where the demo has one.</summary>
    internal static int? ReceptionistOf(int siteId) => siteId switch { 4 => 5, 2 => 6, 6 => 7, _ => null };

    private static IEnumerable<Professional> Accounts(List<Site> sites)
    {
        yield return Account(1, "mediatrice1", "Médiatrice Démo Un", Role.Mediator, 1, sites[3], sites[2]);
        yield return Account(2, "mediateur2", "Médiateur Démo Deux", Role.Mediator, 1, sites[1], sites[0]);
        yield return Account(3, "mediatrice3", "Médiatrice Démo Trois", Role.Mediator, 1, sites[5], sites[4]);
        yield return Account(4, "mediateur4", "Médiateur Démo Quatre", Role.Mediator, 1, sites[0], sites[3]);
        yield return Account(5, "accueil1", "Accueil Démo Un", Role.Receptionist, 2, sites[3]);
        yield return Account(6, "accueil2", "Accueil Démo Deux", Role.Receptionist, 1, sites[1]);
        yield return Account(7, "accueil3", "Accueil Démo Trois", Role.Receptionist, 3, sites[5]);
        yield return Account(8, "social1", "Travailleuse Sociale Démo", Role.Professional, 2, sites[3]);
        yield return Account(9, "coordination", "Coordinatrice Démo", Role.Coordinator, 1, [.. sites]);
        yield return Account(10, "copil", "Comité de Pilotage Démo", Role.Observer, 2, [.. sites]);
        yield return Account(11, "administration", "Administrateur Démo", Role.Administrator, 1, [.. sites]);
        yield return Account(12, "benevole1", "Bénévole Démo Un", Role.Volunteer, 3, sites[2]);
        yield return Account(13, "benevole2", "Bénévole Démo Deux", Role.Volunteer, 3, sites[5]);
    }

    private static Professional Account(int number, string address, string name, Role role, int institutionId, params Site[] sites)
    {
        var email = address + EmailDomain;
        var account = new Professional
        {
            Id = AccountId(number),
            DisplayName = name,
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            Roles = [role],
            InstitutionId = institutionId,
            CurrentSiteId = sites[0].Id,
        };
        account.Sites.AddRange(sites);
        return account;
    }

    // Themes 1, 2, 5 and 6 and organisation 1 of the reference lists: démarche, impression, e-mail, rendez-vous; CAF.
    private static IEnumerable<Preset> Presets(IEnumerable<int> siteIds) => siteIds.SelectMany(siteId => new[]
    {
        Preset(siteId, 1, "Impression, scan", 2, 5, ActedBy.Together),
        Preset(siteId, 2, "Pièce jointe par e-mail", 5, 5, ActedBy.Together),
        Preset(siteId, 3, "Prise de rendez-vous", 6, 10, ActedBy.Together),
        Preset(siteId, 4, "CAF : attestation ou déclaration", 1, 15, null, organisationId: 1),
    });

    private static Preset Preset(int siteId, short number, string label, int themeId, int minutes, ActedBy? actedBy, int? organisationId = null) => new()
    {
        Id = new Guid(siteId, number, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2),
        SiteId = siteId,
        Label = label,
        ThemeId = themeId,
        OrganisationId = organisationId,
        Minutes = minutes,
        ActedBy = actedBy,
    };
}
