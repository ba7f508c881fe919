namespace InclusionNumerique.Access;

/// <summary>Who acts, with the rights held at this instant. Passed to every verb and query; never ambient.</summary>
/// <param name="SiteIds">The sites the person works on.</param>
/// <param name="CurrentSiteId">The site worked at today, one of <paramref name="SiteIds"/>.</param>
public sealed record Actor(
    Guid Id,
    string Name,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<int> SiteIds,
    int? InstitutionId = null,
    int? CurrentSiteId = null)
{
    /// <summary>Nobody signed in: refused everything.</summary>
    public static Actor Nobody { get; } = new(Guid.Empty, "", [], []);

    public bool Has(Role role) => Roles.Contains(role);
}
