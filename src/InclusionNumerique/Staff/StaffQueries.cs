using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

public enum AccountState
{
    Active,

    /// <summary>Active, but nobody can sign in yet.</summary>
    WithoutPassword,
    Disabled,
}

/// <param name="Search">Part of a name or an address, accents and capitals aside.</param>
/// <param name="Page">From 1.</param>
/// <param name="Id">That account alone.</param>
public sealed record AccountFilter(
    string? Search = null, Role? Role = null, int? SiteId = null, int? InstitutionId = null, AccountState? State = null, int Page = 1, Guid? Id = null);

public sealed record AccountRow(
    Guid Id,
    string Version,
    string Name,
    string Email,
    IReadOnlyList<Role> Roles,
    int? InstitutionId,
    string? Institution,
    IReadOnlyList<SiteOfAccount> Sites,
    bool HasPassword,
    DateTimeOffset? InvitedUntil,
    DateTimeOffset? DisabledAt,
    Mission? Mission,
    Guid? ManagerId);

public sealed record ManagerChoice(Guid Id, string Name);

public sealed record SiteOfAccount(int Id, string ShortName, bool IsActive);

public sealed record AccountPage(IReadOnlyList<AccountRow> Rows, int Total)
{
    public static AccountPage Empty { get; } = new([], 0);
}

public sealed class StaffQueries(IDbContextFactory<InclusionDb> factory)
{
    public const int PageSize = 25;

    private const int PageMost = 10_000;
    private const int SearchMost = 80;

    /// <summary>One page of the accounts, by name.</summary>
    public async Task<AccountPage> AccountsAsync(AccountFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("StaffQueries.AccountsAsync"))
        {
            return AccountPage.Empty;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var accounts = Matching(db.Users.AsNoTracking(), filter);
        var total = await accounts.CountAsync(cancellation);
        var rows = await accounts
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Skip((Math.Clamp(filter.Page, 1, PageMost) - 1) * PageSize).Take(PageSize)
            .Select(p => new AccountRow(
                p.Id,
                p.ConcurrencyStamp!,
                p.DisplayName,
                p.Email!,
                p.Roles,
                p.InstitutionId,
                p.Institution!.ShortName,
                p.Sites.OrderBy(s => s.Id).Select(s => new SiteOfAccount(s.Id, s.ShortName, s.IsActive)).ToList(),
                p.PasswordHash != null,
                p.InvitationExpiresAt,
                p.DisabledAt,
                p.Mission,
                p.ManagerId))
            .ToListAsync(cancellation);
        return new AccountPage(rows, total);
    }

    /// <summary>Who may be somebody's manager: active accounts whose mission is management.</summary>
    public async Task<IReadOnlyList<ManagerChoice>> ManagersAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("StaffQueries.ManagersAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Users.Where(p => p.DisabledAt == null && p.Mission == Mission.Management).OrderBy(p => p.DisplayName).Select(p => new ManagerChoice(p.Id, p.DisplayName)).ToListAsync(cancellation);
    }

    private static IQueryable<Professional> Matching(IQueryable<Professional> accounts, AccountFilter filter)
    {
        if (PlainText.Tidy(filter.Search) is { } search)
        {
            var pattern = PatternOf(search);
            accounts = accounts.Where(p => Regex.IsMatch(p.DisplayName, pattern, RegexOptions.IgnoreCase) || Regex.IsMatch(p.Email!, pattern, RegexOptions.IgnoreCase));
        }

        if (filter.Id is { } id)
        {
            accounts = accounts.Where(p => p.Id == id);
        }

        if (filter.Role is { } role)
        {
            accounts = accounts.Where(p => p.Roles.Contains(role));
        }

        if (filter.SiteId is { } site)
        {
            accounts = accounts.Where(p => p.Sites.Any(s => s.Id == site));
        }

        if (filter.InstitutionId is { } institution)
        {
            accounts = accounts.Where(p => p.InstitutionId == institution);
        }

        return filter.State switch
        {
            AccountState.Active => accounts.Where(p => p.DisabledAt == null && p.PasswordHash != null),
            AccountState.WithoutPassword => accounts.Where(p => p.DisabledAt == null && p.PasswordHash == null),
            AccountState.Disabled => accounts.Where(p => p.DisabledAt != null),
            _ => accounts,
        };
    }

    // U+0000 cannot be sent to PostgreSQL, nor half a surrogate pair; no name holds them.
    private static string PatternOf(string search) =>
        SearchPattern.Of(string.Concat(search[..Math.Min(search.Length, SearchMost)].EnumerateRunes().Where(r => r.Value is not (0 or 0xFFFD or 0xFFFE or 0xFFFF))));
}
