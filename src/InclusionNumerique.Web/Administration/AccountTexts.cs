using InclusionNumerique.Data;
using InclusionNumerique.Staff;

namespace InclusionNumerique.Web.Administration;

public static class AccountTexts
{
    /// <summary>In the address.</summary>
    public static IReadOnlyList<(string Slug, AccountState State, string Label)> States { get; } =
    [
        ("actifs", AccountState.Active, "Actifs"),
        ("sans-mot-de-passe", AccountState.WithoutPassword, "Sans mot de passe"),
        ("desactives", AccountState.Disabled, "Désactivés"),
    ];

    public static AccountState? StateOf(string? slug) => States.Where(s => s.Slug == slug).Select(s => (AccountState?)s.State).FirstOrDefault();

    public static string State(AccountRow row) => row switch
    {
        { DisabledAt: not null } => "Désactivé",
        { HasPassword: true } => "Actif",
        _ when row.Email.EndsWith(DemoData.EmailDomain, StringComparison.Ordinal) => "Démonstration",
        _ => "Sans mot de passe",
    };

    /// <summary>What goes with the state, when something does.</summary>
    public static string? StateMore(AccountRow row, DateTimeOffset now) => row switch
    {
        { DisabledAt: { } at } => $"depuis le {at.ToParis():dd/MM/yyyy}",
        { InvitedUntil: { } until } when until > now => $"lien valable jusqu’au {until.ToParis():dd/MM/yyyy}",
        { InvitedUntil: not null } => "lien expiré",
        _ => null,
    };

    public static string Sites(AccountRow row, int siteCount) => row.Sites.Count switch
    {
        0 => "–",
        var count when count == siteCount && count > 2 => "Tous les sites",
        _ => string.Join(", ", row.Sites.Select(s => s.IsActive ? s.ShortName : $"{s.ShortName} (fermé)")),
    };
}
