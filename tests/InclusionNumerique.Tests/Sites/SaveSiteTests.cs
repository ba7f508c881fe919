using InclusionNumerique.Access;
using InclusionNumerique.Sites;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Sites;

public sealed class SaveSiteTests(TestServer server) : DatabaseTest(server)
{
    private SaveSite SaveSite => Get<SaveSite>();

    [Fact]
    public async Task A_new_site_is_stored_with_its_trace()
    {
        (await SaveSite.ExecuteAsync(NewSite(), Administrator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        var site = await db.Sites.SingleAsync(s => s.Name == "ESC Démo", Cancellation);
        site.Should().BeEquivalentTo(new { ShortName = "Démo", OpenedOn = new DateOnly(2026, 12, 1), IsActive = true });
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SaveSite", RecordType = "Site", RecordId = $"{site.Id}", SiteId = site.Id });
    }

    [Fact]
    public async Task Where_to_find_it_and_what_it_promises_is_stored_and_read_back()
    {
        var form = await FormOfBlosneAsync();
        (form.Address, form.Phone, form.PromisedHalfDays, form.IsOpenOnWhitMonday) = (" 1 rue de l’Exemple, 35200 Rennes ", "02 61 91 00 00", 4, true);

        (await SaveSite.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        (await Get<SiteQueries>().SitesAsync(Administrator, Cancellation)).Single(s => s.Id == Blosne).Should().BeEquivalentTo(
            new { Address = "1 rue de l’Exemple, 35200 Rennes", Phone = "02 61 91 00 00", PromisedHalfDays = (short)4, IsOpenOnWhitMonday = true });
    }

    [Fact]
    public async Task An_address_a_phone_or_a_promise_that_cannot_be_is_refused_beside_its_field()
    {
        var form = await FormOfBlosneAsync();
        (form.Address, form.Phone, form.PromisedHalfDays) = (new string('x', 121), "0\0", 13);

        (await SaveSite.ExecuteAsync(form, Administrator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Address", "Phone", "PromisedHalfDays");
    }

    [Fact]
    public async Task The_same_name_given_twice_at_once_is_stored_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveSite.ExecuteAsync(NewSite(), Administrator, Cancellation)));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("Name") != null);
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task The_second_of_two_who_edit_the_same_site_is_told()
    {
        var first = await FormOfBlosneAsync();
        var second = await FormOfBlosneAsync();
        (first.Name, second.Name) = ("ESC Un", "ESC Deux");

        (await SaveSite.ExecuteAsync(first, Administrator, Cancellation)).IsDone.Should().BeTrue();
        (await SaveSite.ExecuteAsync(second, Administrator, Cancellation)).MessageFor("Version").Should().Contain("Votre saisie est gardée");
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        var form = new SaveSite.Form { Name = "a\0b", ShortName = new string('x', 31), OpenedOn = DateOnly.MinValue };

        (await SaveSite.ExecuteAsync(form, Administrator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Name", "ShortName", "OpenedOn");
        (await SaveSite.ExecuteAsync(new SaveSite.Form(), Administrator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Name", "ShortName", "OpenedOn");
    }

    [Fact]
    public async Task A_site_does_not_open_after_its_first_visit()
    {
        await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);
        var form = await FormOfBlosneAsync();
        form.OpenedOn = new DateOnly(2026, 11, 25);

        (await SaveSite.ExecuteAsync(form, Administrator, Cancellation)).MessageFor("OpenedOn").Should().Contain("24/11/2026");
    }

    [Fact]
    public async Task A_closed_site_is_nobody_s_site_of_today()
    {
        var form = await FormOfBlosneAsync();
        form.IsActive = false;

        (await SaveSite.ExecuteAsync(form, Administrator, Cancellation)).IsDone.Should().BeTrue();

        (await Get<ActorLoader>().LoadAsync(Mediator.Id, Cancellation)).SiteIds.Should().NotContain(Blosne);
        (await Get<SiteQueries>().SitesAsync(Administrator, Cancellation))[^1].Should().BeEquivalentTo(new { Id = Blosne, IsActive = false });
    }

    [Fact]
    public async Task A_site_that_does_not_exist_is_refused()
    {
        var form = NewSite();
        form.Id = 999_999;

        (await SaveSite.ExecuteAsync(form, Administrator, Cancellation)).MessageFor("").Should().NotBeNull();
    }

    [Fact]
    public async Task Nobody_but_an_administrator_may()
    {
        foreach (var actor in new[] { Mediator, Receptionist, Professional, Coordinator, Observer, Volunteer, Actor.Nobody })
        {
            (await SaveSite.ExecuteAsync(NewSite(), actor, Cancellation)).IsForbidden.Should().BeTrue();
            (await Get<SiteQueries>().SitesAsync(actor, Cancellation)).Should().BeEmpty();
        }
    }

    private static SaveSite.Form NewSite() => new() { Name = " ESC Démo ", ShortName = "Démo", OpenedOn = new DateOnly(2026, 12, 1) };

    private async Task<SaveSite.Form> FormOfBlosneAsync()
    {
        var row = (await Get<SiteQueries>().SitesAsync(Administrator, Cancellation)).Single(s => s.Id == Blosne);
        return new SaveSite.Form { Id = row.Id, Version = row.Version, Name = row.Name, ShortName = row.ShortName, OpenedOn = row.OpenedOn, IsActive = row.IsActive };
    }
}
