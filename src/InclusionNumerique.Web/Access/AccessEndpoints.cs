using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace InclusionNumerique.Web.Access;

public static class AccessEndpoints
{
    public static void MapAccess(this WebApplication app)
    {
        app.MapPost("/deconnexion", async (SignInManager<Professional> signIn, [FromForm] string? rien) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/connexion");
        }).AllowAnonymous();

        app.MapPost("/site", async (
            ClaimsPrincipal user, ActorLoader actors, ChooseSite chooseSite, [FromForm] int site, [FromForm] string? retour, CancellationToken cancellation) =>
        {
            var actor = await actors.LoadAsync(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), cancellation);
            var outcome = await chooseSite.ExecuteAsync(new ChooseSite.Form(site), actor, cancellation);
            return outcome.IsDone ? Results.LocalRedirect(LocalPath(retour)) : Results.StatusCode(StatusCodes.Status403Forbidden);
        });
    }

    /// <summary>The path when it stays on this site, the home page otherwise.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && Uri.TryCreate(path, UriKind.Relative, out _) ? path : "/";
}
