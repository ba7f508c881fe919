using System.Threading.RateLimiting;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using InclusionNumerique.Web.Openings;
using InclusionNumerique.Web.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Access;

public static class AccessSetup
{
    /// <summary>Where a password is tried or chosen: each takes as much work as the hash is meant to.</summary>
    private static readonly string[] PasswordPages = ["/connexion", "/invitation", "/premier-acces", "/mot-de-passe"];

    /// <summary>Pages of surveys that are made at the same time; the others wait, first come, first served.</summary>
    private const int RespondentsAtOnce = 32;

    /// <summary>Where a secret in the request is the only right.</summary>
    private static readonly string[] SecretPaths = [CalendarEndpoint.Path, Messages.MessageEndpoints.ReceiptPath, "/reponse", "/q/invitation", "/q/reprendre", "/chiffres-partages", "/" + InclusionNumerique.Newsletters.NewsletterStop.PagePath];

    public static void AddAccess(this IServiceCollection services, LaunchSettings settings)
    {
        services.AddIdentityCore<Professional>(AddPolicy).AddSignInManager().AddEntityFrameworkStores<InclusionDb>().AddDefaultTokenProviders();
        // ASP.NET Core Identity wants a scoped context; nothing else uses it.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<InclusionDb>>().CreateDbContext());
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = settings.BindsEverywhere ? "__Host-inclusion" : "inclusion";
            cookie.Cookie.SecurePolicy = settings.BindsEverywhere ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/connexion";
            cookie.AccessDeniedPath = "/probleme";
            cookie.ReturnUrlParameter = "retour";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.SlidingExpiration = false;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddAuthorization(AddPagePolicies);
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, PageRightHandler>();
        services.AddScoped<AuthenticationStateProvider, StillSignedIn>();
        services.AddSingleton<FirstAccessLink>();
        services.AddDataProtection().SetApplicationName("InclusionNumerique").PersistKeysToDbContext<InclusionDb>();
        services.AddRateLimiter(LimitStrangers);
    }

    private static void AddPolicy(IdentityOptions identity)
    {
        // Length, no composition rule: ASVS 6.2.5 and the CNIL's recommendation.
        identity.Password.RequiredLength = 15;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Password.RequiredUniqueChars = 5;
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = "";
    }

    /// <summary>A policy per page of the rights table, asked again from the database: the cookie only says who it is.</summary>
    private static void AddPagePolicies(Microsoft.AspNetCore.Authorization.AuthorizationOptions options)
    {
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var page in Rights.All.Where(r => r.Kind == RightKind.Page))
        {
            options.AddPolicy(page.Name, policy => policy.RequireAuthenticatedUser().AddRequirements(new PageRight(page.Name)));
        }
    }

    private static void LimitStrangers(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        var strangers = PartitionedRateLimiter.Create<HttpContext, string>(context => LimitedPart(context.Request) is { } part
            ? RateLimitPartition.GetFixedWindowLimiter(
                $"{part} {context.Connection.RemoteIpAddress}",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 300, Window = TimeSpan.FromMinutes(5) })
            : RateLimitPartition.GetNoLimiter(""));
        // A page under way holds hundreds of kilobytes, one that waits for its turn almost nothing: a rush takes no more memory than a quiet day.
        var respondents = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/q")
            ? RateLimitPartition.GetConcurrencyLimiter("", _ => new ConcurrencyLimiterOptions { PermitLimit = RespondentsAtOnce, QueueLimit = 10_000 })
            : RateLimitPartition.GetNoLimiter("none"));
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(respondents, strangers);
    }

    /// <summary>What is counted together; null: not limited.</summary>
    private static string? LimitedPart(HttpRequest request) =>
        SecretPaths.FirstOrDefault(path => request.Path.StartsWithSegments(path)) is { } secret ? secret
        : HttpMethods.IsPost(request.Method) && PasswordPages.Any(page => request.Path.StartsWithSegments(page)) ? "password"
        : null;
}
