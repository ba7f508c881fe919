using System.Security.Claims;
using InclusionNumerique.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace InclusionNumerique.Web.Access;

/// <summary>Ends an open circuit within a minute of its account being disabled or its password changed. (Each click reads the rights again anyway.)</summary>
public sealed class StillSignedIn(ILoggerFactory logs, IDbContextFactory<InclusionDb> factory, IOptions<IdentityOptions> identity)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(45);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return false;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var stamp = user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        return await db.Users.AnyAsync(p => p.Id == id && p.DisabledAt == null && p.SecurityStamp == stamp, cancellationToken);
    }
}
