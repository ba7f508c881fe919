using System.Security.Claims;
using Bunit;
using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Sites;
using InclusionNumerique.Web.Figures;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InclusionNumerique.Web.Tests.Figures;

/// <summary>What stands around the figures says what they are of, whatever the order in which addresses and answers come.</summary>
public sealed class FigurePageTests : BunitContext
{
    private static readonly List<(FigureFilter Filter, TaskCompletionSource<AnyReport?> Answer)> Read = [];

    public FigurePageTests()
    {
        Read.Clear();
        // Nobody is signed in: neither accounts nor sites are read.
        Services.AddSingleton(new ActorLoader(null!)).AddSingleton(new SiteQueries(null!)).AddSingleton(TimeProvider.System);
        RenderTree.TryAdd<CascadingValue<Task<AuthenticationState>>>(p => p.Add(v => v.Value, Task.FromResult(new AuthenticationState(new ClaimsPrincipal()))));
    }

    [Fact]
    public void Another_address_while_the_first_is_read_never_names_the_first_figures_after_itself()
    {
        var page = At("2026-03-02");

        Go("2026-03-03");
        Answer(0, "deux mars");

        WaitForReads(2);
        page.WaitForAssertion(() => page.Find(".figures-what").TextContent.Should().Contain("2 mars 2026"));
        page.Find("p.body").TextContent.Should().Be("deux mars");
        page.Find(".figures-status").TextContent.Should().Be("Calcul en cours…");

        Answer(1, "trois mars");

        page.WaitForAssertion(() => page.Find(".figures-what").TextContent.Should().Contain("3 mars 2026"));
        page.Find("p.body").TextContent.Should().Be("trois mars");
        page.Find(".figures-status").TextContent.Should().Be("Chiffres à jour : trois mars.");
    }

    [Fact]
    public void An_address_that_was_left_while_it_waited_is_not_read()
    {
        At("2026-03-02");

        Go("2026-03-03");
        Go("2026-03-04");
        Answer(0, "deux mars");

        WaitForReads(2);
        Read.Should().HaveCount(2);
        Read[1].Filter.Period.From.Should().Be(new DateOnly(2026, 3, 4));
    }

    [Fact]
    public void Figures_that_the_reader_may_not_see_leave_neither_their_period_nor_their_files()
    {
        var page = At("2026-03-02");

        Answer(0, null);

        page.WaitForAssertion(() => page.Find(".notice.warn").TextContent.Should().Contain("vos droits ne couvrent pas ses chiffres"));
        page.FindAll(".figures-what, a[download], p.body").Should().BeEmpty();
        page.Find(".figures-status").TextContent.Should().BeEmpty();
    }

    [Fact]
    public void A_database_that_does_not_answer_is_said_and_nothing_goes_on_being_computed()
    {
        var page = At("2026-03-02");

        Read[0].Answer.SetException(new NpgsqlException("down", new TimeoutException()));

        page.WaitForAssertion(() => page.Find(".notice.bad").TextContent.Should().NotBeEmpty());
        page.Find(".figures-status").TextContent.Should().BeEmpty();
    }

    [Fact]
    public void Files_are_of_the_view_that_is_shown()
    {
        var page = At("2026-03-02");

        Answer(0, "deux mars");

        page.WaitForAssertion(() => page.FindAll("a[download]").Select(a => a.GetAttribute("href")).Should().Equal("/essai/export?du=2026-03-02&au=2026-03-02&comparer=non&format=xlsx", "/essai/export?du=2026-03-02&au=2026-03-02&comparer=non"));
    }

    [Fact]
    public void Tables_of_the_period_before_stand_beside_those_of_the_period()
    {
        Go("2026-03-02", "an");
        var page = Render<AnyFigures>();
        WaitForReads(1);
        Answer(0, "douze lettres");
        WaitForReads(2);
        Answer(1, "dix lettres");

        Read[1].Filter.Period.From.Should().Be(new DateOnly(2025, 3, 2));
        page.WaitForAssertion(() => page.FindAll("th, td").Select(c => c.TextContent).Should().Equal("Ligne", "Nombre", "Nombre avant", "Évolution (%)", "Total", "13", "11", "18"));
        page.Find("[data-compared] > .figures-versus").TextContent.Should().Be("« Avant » : dimanche 2 mars 2025.");
    }

    private static void WaitForReads(int count) => SpinWait.SpinUntil(() => Read.Count >= count, TimeSpan.FromSeconds(30)).Should().BeTrue();

    private static void Answer(int read, string? told) => Read[read].Answer.SetResult(told is null ? null : new(told));

    private IRenderedComponent<AnyFigures> At(string day)
    {
        Go(day);
        var page = Render<AnyFigures>();
        WaitForReads(1);
        return page;
    }

    private void Go(string day, string comparison = "non") => Services.GetRequiredService<NavigationManager>().NavigateTo($"/essai?du={day}&au={day}&comparer={comparison}");

    private sealed record AnyReport(string Told) : IFigureReport
    {
        public string SiteLabel => "Tous les sites";

        public bool IsEmpty => false;
    }

    private sealed class AnyFigures : FigurePage<AnyReport>
    {
        protected override string Query => "WorkshopFigureQueries.FiguresAsync";

        protected override Task<AnyReport?> ReadAsync(FigureFilter filter)
        {
            Read.Add((filter, new()));
            return Read[^1].Answer.Task;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<FigureFrame<AnyReport>>(0);
            builder.AddComponentParameter(1, nameof(FigureFrame<>.Page), this);
            builder.AddComponentParameter(2, nameof(FigureFrame<>.Title), "Essai");
            builder.AddComponentParameter(3, nameof(FigureFrame<>.Path), "/essai");
            builder.AddComponentParameter(4, nameof(FigureFrame<>.Told), Report?.Told);
            builder.AddComponentParameter(5, nameof(FigureFrame<>.Sheets), (Func<AnyReport, IReadOnlyList<FigureSheet>>)(report => [new("Essai", ["Ligne", "Nombre"], [["Total", (long)report.Told.Length]]) { Compared = [1] }]));
            builder.AddComponentParameter(6, nameof(FigureFrame<>.ChildContent), (RenderFragment<AnyReport>)(report => body => body.AddMarkupContent(0, $"<p class=\"body\">{report.Told}</p>")));
            builder.CloseComponent();
        }
    }
}
