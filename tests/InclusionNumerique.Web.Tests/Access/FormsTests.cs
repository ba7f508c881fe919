using System.Net;
using InclusionNumerique.Access;

namespace InclusionNumerique.Web.Tests.Access;

/// <summary>Forms posted by hand: without their token, with another's site, with a way out to another host.</summary>
[Collection<WebAppCollection>]
public sealed class FormsTests(WebApp app)
{
    private const string Blosne = "4";
    private const string Villejean = "6";

    public static TheoryData<string> WaysOut { get; } =
    [
        "https://ailleurs.example/", "//ailleurs.example/", "/\\ailleurs.example", "\\\\ailleurs.example", "/\t/ailleurs.example", "/\n/ailleurs.example",
        "javascript:alert(1)", "https:ailleurs.example", " //ailleurs.example", "ailleurs.example", "///ailleurs.example",
    ];

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/site")]
    [InlineData("/deconnexion")]
    public async Task A_form_without_its_token_is_refused(string path)
    {
        using var answer = await WebApp.PostAsync(await app.As(Role.Mediator), path, token: null, ("_handler", "connexion"), ("site", Blosne));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_form_with_the_token_of_somebody_else_is_refused()
    {
        var foreign = await WebApp.TokenAsync(await app.As(Role.Coordinator));

        using var answer = await WebApp.PostAsync(await app.As(Role.Mediator), "/site", foreign, ("site", Blosne));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_refused_form_answers_a_page_in_french()
    {
        using var answer = await WebApp.PostAsync(await app.As(Role.Mediator), "/site", token: null, ("site", Blosne));

        (await WebApp.TextAsync(answer)).Should().Contain("Demande incomplète");
    }

    [Fact]
    public async Task Ones_own_site_can_be_chosen()
    {
        var mediator = await app.As(Role.Mediator);

        using var answer = await WebApp.PostAsync(mediator, "/site", await WebApp.TokenAsync(mediator), ("site", Blosne), ("retour", "/bureau?jour=1"));

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Be("/bureau?jour=1");
    }

    [Theory]
    [InlineData(Villejean, HttpStatusCode.Forbidden)]
    [InlineData("999", HttpStatusCode.Forbidden)]
    [InlineData("-1", HttpStatusCode.Forbidden)]
    [InlineData("Blosne", HttpStatusCode.BadRequest)]
    public async Task Another_site_is_refused(string site, HttpStatusCode expected)
    {
        var mediator = await app.As(Role.Mediator);

        using var answer = await WebApp.PostAsync(mediator, "/site", await WebApp.TokenAsync(mediator), ("site", site));

        answer.StatusCode.Should().Be(expected);
    }

    [Theory]
    [MemberData(nameof(WaysOut))]
    public async Task Choosing_a_site_never_leads_to_another_host(string way)
    {
        var mediator = await app.As(Role.Mediator);

        using var answer = await WebApp.PostAsync(mediator, "/site", await WebApp.TokenAsync(mediator), ("site", Blosne), ("retour", way));

        Stays(answer);
    }

    [Theory]
    [MemberData(nameof(WaysOut))]
    public async Task Signing_in_never_leads_to_another_host(string way)
    {
        using var client = app.Anonymous();

        using var answer = await WebApp.SignInAsync(client, WebApp.EmailOf(Role.Observer), path: "/connexion?retour=" + Uri.EscapeDataString(way));

        Stays(answer);
    }

    [Fact]
    public async Task Signing_in_leads_where_one_was_going()
    {
        using var client = app.Anonymous();

        using var answer = await WebApp.SignInAsync(client, WebApp.EmailOf(Role.Observer), path: "/connexion?retour=%2Fchiffres%3Fsite%3D4");

        answer.Headers.Location!.OriginalString.Should().EndWith("/chiffres?site=4");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_refused_in_the_same_words()
    {
        using var client = app.Anonymous();

        using var wrong = await WebApp.SignInAsync(client, WebApp.EmailOf(Role.Observer), "pas le bon mot de passe");
        using var unknown = await WebApp.SignInAsync(client, "personne@demo.invalid", "pas le bon mot de passe");

        wrong.StatusCode.Should().Be(HttpStatusCode.OK);
        unknown.StatusCode.Should().Be(HttpStatusCode.OK);
        (await WebApp.TextAsync(wrong)).Should().Contain("Adresse ou mot de passe incorrect");
        (await WebApp.TextAsync(unknown)).Should().Contain("Adresse ou mot de passe incorrect");
    }

    [Fact]
    public async Task The_demo_roles_cannot_be_taken_where_they_are_not_offered()
    {
        using var client = app.Anonymous();
        var token = await WebApp.TokenAsync(client);

        using var answer = await WebApp.PostAsync(client, "/connexion", token, ("_handler", "demo-Administrator"), ("compte", Data.DemoData.AccountId(11).ToString()));

        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        answer.StatusCode.Should().NotBe(HttpStatusCode.Redirect);
    }

    private void Stays(HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        new Uri(app.Address, answer.Headers.Location!).Authority.Should().Be(app.Address.Authority);
    }
}
