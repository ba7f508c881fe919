using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Views that one keeps, and the links that show them.</summary>
public sealed class FigureViewTests(TestServer server) : FigureTest(server)
{
    [Fact]
    public async Task A_view_is_kept_under_a_name_of_ones_own_once()
    {
        var form = new SaveFigureView.Form { Name = " Blosne, trimestre 📊 ", Address = "periode=trimestre&site=4" };

        (await SaveAsync(form)).IsDone.Should().BeTrue();
        (await SaveAsync(form)).IsDone.Should().BeTrue("sent twice, it is one view");
        (await SaveAsync(new() { Name = "Blosne, trimestre 📊", Address = "periode=mois" })).Refusals.Should().ContainSingle(r => r.Message == "Vous avez déjà une vue de ce nom.");
        (await Get<SaveFigureView>().ExecuteAsync(new() { Name = "Blosne, trimestre 📊", Address = "periode=mois" }, Mediator, Cancellation)).IsDone.Should().BeTrue("somebody else's names are theirs");

        (await Get<FigureViewQueries>().MineAsync(Coordinator, Cancellation)).Should().Equal(new FigureViewRow(form.Id, "Blosne, trimestre 📊", "periode=trimestre&site=4", null));
    }

    [Theory]
    [InlineData("  ", "periode=mois")]
    [InlineData("a\0b", "periode=mois")]
    [InlineData("Vue", "https://ailleurs.example/")]
    [InlineData("Vue", "")]
    public async Task What_is_no_name_or_no_view_is_refused(string name, string address)
    {
        (await SaveAsync(new() { Name = name, Address = address })).Refusals.Should().ContainSingle();
        (await SaveAsync(new() { Name = new string('é', FigureView.NameMost + 1), Address = "periode=mois" })).Refusals.Should().ContainSingle();
    }

    [Fact]
    public async Task A_link_shows_the_view_until_it_is_replaced_ended_or_the_view_removed()
    {
        var view = new SaveFigureView.Form { Name = "Comité", Address = "periode=annee" };
        await SaveAsync(view);
        var (first, second) = (InvitationToken.New(), InvitationToken.New());

        (await ShareAsync(view.Id, first)).IsDone.Should().BeTrue();
        (await ReadAsync(first))!.Should().Match<SharedFigureView>(v => v.Name == "Comité" && v.Address == "periode=annee" && v.Reader.Id == Coordinator.Id && v.Reader.Roles.Single() == Role.Observer);
        await ShareAsync(view.Id, second);
        (await ReadAsync(first)).Should().BeNull("a new link takes the place of the former one");
        (await ReadAsync(second)).Should().NotBeNull();
        await ShareAsync(view.Id, null);
        (await ReadAsync(second)).Should().BeNull();

        await ShareAsync(view.Id, first);
        await Get<RemoveFigureView>().ExecuteAsync(new(view.Id), Coordinator, Cancellation);
        (await ReadAsync(first)).Should().BeNull();
        (await ShareAsync(view.Id, second)).Refusals.Should().ContainSingle();
        foreach (var secret in new[] { "", "x", new string('A', 43), "' OR 1=1 --" })
        {
            (await ReadAsync(secret)).Should().BeNull();
        }
    }

    [Fact]
    public async Task Nobody_touches_the_view_of_another()
    {
        var view = new SaveFigureView.Form { Name = "À moi", Address = "periode=mois" };
        await SaveAsync(view);
        var other = Coordinator with { Id = Mediator.Id };

        (await Get<ShareFigureView>().ExecuteAsync(new(view.Id, InvitationToken.New()), other, Cancellation)).IsDone.Should().BeFalse();
        await Get<RemoveFigureView>().ExecuteAsync(new(view.Id), other, Cancellation);

        (await Get<FigureViewQueries>().MineAsync(Coordinator, Cancellation)).Should().ContainSingle(v => v.SharedAt == null);
    }

    [Fact]
    public async Task The_link_of_somebody_who_no_longer_coordinates_shows_nothing()
    {
        var view = new SaveFigureView.Form { Name = "Comité", Address = "periode=annee" };
        await SaveAsync(view);
        var secret = InvitationToken.New();
        await ShareAsync(view.Id, secret);
        await using (var db = OpenDb())
        {
            (await db.Users.SingleAsync(p => p.Id == Coordinator.Id, Cancellation)).Roles = [Role.Observer];
            await db.SaveChangesAsync(Cancellation);
        }

        (await ReadAsync(secret)).Should().BeNull();
    }

    private Task<Outcome> SaveAsync(SaveFigureView.Form form) => Get<SaveFigureView>().ExecuteAsync(form, Coordinator, Cancellation);

    private Task<Outcome> ShareAsync(Guid view, string? secret) => Get<ShareFigureView>().ExecuteAsync(new(view, secret), Coordinator, Cancellation);

    private Task<SharedFigureView?> ReadAsync(string secret) => Get<SharedFigureReader>().ReadAsync(secret, Cancellation);
}
