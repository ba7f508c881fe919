using System.Net;
using InclusionNumerique.Access;

namespace InclusionNumerique.Web.Tests.Shell;

/// <summary>What every response says to the browser, whatever it is a response to.</summary>
[Collection<WebAppCollection>]
public sealed class SecurityHeadersTests(WebApp app)
{
    public static TheoryData<string, HttpStatusCode> Responses { get; } = new()
    {
        { "/connexion", HttpStatusCode.OK },
        { "/probleme", HttpStatusCode.OK },
        { "/", HttpStatusCode.OK },
        { "/bureau", HttpStatusCode.OK },
        { "/administration/comptes", HttpStatusCode.Forbidden },
        { "/nulle-part", HttpStatusCode.NotFound },
        { "/nulle-part.css", HttpStatusCode.NotFound },
        { "/app.css", HttpStatusCode.OK },
        { "/app.css?v=1", HttpStatusCode.OK },
        { "/desk.js", HttpStatusCode.OK },
        { "/theme.js", HttpStatusCode.OK },
        { "/favicon.svg", HttpStatusCode.OK },
        { "/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2", HttpStatusCode.OK },
        { "/_framework/blazor.web.js", HttpStatusCode.OK },
        { "/health/live", HttpStatusCode.OK },
        { "/health/ready", HttpStatusCode.OK },
        { "/site", HttpStatusCode.MethodNotAllowed },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Every_response_carries_the_security_headers(string path, HttpStatusCode status)
    {
        using var answer = await (await app.As(Role.Mediator)).GetAsync(path, WebApp.Cancellation);

        answer.StatusCode.Should().Be(status);
        HasThem(answer);
    }

    [Fact]
    public async Task A_redirection_and_a_refused_form_carry_them_too()
    {
        using var anonymous = app.Anonymous();
        using var redirection = await anonymous.GetAsync("/bureau", WebApp.Cancellation);
        using var refusal = await WebApp.PostAsync(anonymous, "/connexion", token: null);

        redirection.StatusCode.Should().Be(HttpStatusCode.Redirect);
        HasThem(redirection);
        refusal.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        HasThem(refusal);
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/bureau")]
    [InlineData("/bureau?v=1")]
    [InlineData("/administration/comptes")]
    [InlineData("/nulle-part")]
    public async Task A_page_is_kept_in_no_cache(string path)
    {
        using var answer = await (await app.As(Role.Mediator)).GetAsync(path, WebApp.Cancellation);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Fact]
    public async Task Every_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var client = app.Anonymous();
        using var page = await client.GetAsync("/connexion", WebApp.Cancellation);
        using var signedIn = await WebApp.SignInAsync(client, WebApp.EmailOf(Role.Observer));
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).ToList();

        cookies.Should().HaveCountGreaterThanOrEqualTo(2);
        cookies.Should().OnlyContain(c => c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        cookies.Should().OnlyContain(c => c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) || c.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_response_says_which_server_this_is()
    {
        using var answer = await (await app.As(Role.Mediator)).GetAsync("/bureau", WebApp.Cancellation);

        answer.Headers.Contains("Server").Should().BeFalse();
        answer.Headers.Contains("X-Powered-By").Should().BeFalse();
    }

    private static void HasThem(HttpResponseMessage answer)
    {
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

        var policy = Header("Content-Security-Policy");
        policy.Should().Contain("default-src 'self'").And.Contain("script-src 'self';").And.Contain("object-src 'none'")
            .And.Contain("base-uri 'self'").And.Contain("form-action 'self'").And.Contain("frame-ancestors 'none'");
        policy.Should().NotContain("unsafe-eval").And.NotMatchRegex("script-src[^;]*unsafe-inline");
        Header("X-Content-Type-Options").Should().Be("nosniff");
        Header("Referrer-Policy").Should().Be("same-origin");
        Header("Cross-Origin-Opener-Policy").Should().Be("same-origin");
    }
}
