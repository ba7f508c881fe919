using System.Security.Claims;
using InclusionNumerique.Access;
using Microsoft.AspNetCore.Authorization;

namespace InclusionNumerique.Web.Access;

public sealed record PageRight(string Page) : IAuthorizationRequirement;

public sealed class PageRightHandler(ActorLoader actors) : AuthorizationHandler<PageRight>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PageRight requirement)
    {
        if (Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && (await actors.LoadAsync(id)).May(requirement.Page))
        {
            context.Succeed(requirement);
        }
    }
}
