using System.Net;
using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Tests.Access;

/// <summary>The page rows of <c>rights.csv</c>: complete, and what the product answers to each role.</summary>
[Collection<WebAppCollection>]
public sealed partial class PagesTests(WebApp app)
{
    private static readonly Dictionary<string, string> Addresses = (
        from type in typeof(App).Assembly.GetTypes()
        let route = type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>().FirstOrDefault()
        where route is not null
        select (type.Name, Address: RouteParameter().Replace(route.Template, p => p.Value.EndsWith(":int}", StringComparison.Ordinal) ? "1" : Guid.CreateVersion7().ToString()))).ToDictionary(page => page.Name, page => page.Address);

    public static TheoryData<string, Role> Cells { get; } = new(
        from right in Rights.All
        where right.Kind == RightKind.Page && Addresses.ContainsKey(right.Name)
        from role in Enum.GetValues<Role>()
        select (right.Name, role));

    public static TheoryData<string> Pages { get; } = new(Rights.All.Where(r => r.Kind == RightKind.Page && Addresses.ContainsKey(r.Name)).Select(r => r.Name));

    public static TheoryData<string> PublicPages { get; } = new(Rights.All.Where(r => r.Kind == RightKind.Public && Addresses.ContainsKey(r.Name)).Select(r => r.Name));

    [Fact]
    public void Every_page_has_its_row() =>
        Addresses.Keys.Except(Rights.All.Where(r => r.Kind is RightKind.Page or RightKind.Public).Select(r => r.Name)).Should().BeEmpty("each page needs a row in rights.csv");

    [Fact]
    public void No_row_names_a_page_that_does_not_exist()
    {
        var verbs = Inclusion.VerbsAndQueries.Where(Inclusion.IsVerb).Select(t => t.Name);

        Rights.All.Where(r => r.Kind is RightKind.Page or RightKind.Public).Select(r => r.Name).Except(verbs).Except(Addresses.Keys).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_page_opens_for_the_roles_of_its_row_alone(string page, Role role)
    {
        var isOpen = Rights.All.Single(r => r.Name == page).Cells[role] != Reach.None;

        using var answer = await (await app.As(role)).GetAsync(Addresses[page], WebApp.Cancellation);

        answer.StatusCode.Should().Be(isOpen ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Somebody_not_signed_in_is_sent_to_the_sign_in_page(string page)
    {
        using var anonymous = app.Anonymous();

        using var answer = await anonymous.GetAsync(Addresses[page], WebApp.Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsolutePath.Should().Be("/connexion");
    }

    [Theory]
    [MemberData(nameof(PublicPages))]
    public async Task A_public_page_opens_for_everybody(string page)
    {
        using var anonymous = app.Anonymous();

        using var answer = await anonymous.GetAsync(Addresses[page], WebApp.Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex RouteParameter();
}
