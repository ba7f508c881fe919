using InclusionNumerique.Access;
using InclusionNumerique.Partners;

namespace InclusionNumerique.Tests.Partners;

public sealed class PartnerSearchTests(TestServer server) : PartnerTest(server)
{
    [Theory]
    [InlineData("mediatheque")]
    [InlineData("MÉDIATHÈQUE démo")]
    [InlineData("helier mediatheque")]
    [InlineData("saint-hélier")]
    [InlineData("l'aide")]
    [InlineData("l’aide")]
    [InlineData("  aide  «rue» ")]
    [InlineData("œuvre")]
    public async Task Words_are_found_in_any_order_whatever_their_accents_capitals_and_apostrophes(string text)
    {
        var form = Place("Médiathèque Démo de Saint-Hélier");
        (form.Address, form.Summary) = ("3 rue de l’Aide", "Œuvres et internet");
        await StoredAsync(form);
        await StoredAsync(Place("Autre Démo"));

        (await FoundAsync(new(text))).Should().Equal("Médiathèque Démo de Saint-Hélier");
    }

    [Theory]
    [InlineData("mediatheque absente")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("🙂")]
    [InlineData("a\0b")]
    public async Task What_no_place_says_is_not_found(string text)
    {
        await StoredAsync(Place("Médiathèque Démo"));

        (await FoundAsync(new(text))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_text_without_end_is_answered_by_its_beginning()
    {
        await StoredAsync(Place("Médiathèque Démo"));

        (await FoundAsync(new(string.Concat(Enumerable.Repeat("démo ", 2_000))))).Should().Equal("Médiathèque Démo");
        (await FoundAsync(new(new string('x', 10_000)))).Should().BeEmpty();
        (await FoundAsync(new("démo \u202Emédiathèque\u202C"))).Should().HaveCount(1);
    }

    [Fact]
    public async Task Without_a_filter_all_are_there_by_name_accents_apart()
    {
        await StoredAsync(Place("Zèbre Démo"));
        await StoredAsync(Place("élan Démo"));
        await StoredAsync(Place("Écran Démo"));

        (await FoundAsync(new())).Should().Equal("Écran Démo", "élan Démo", "Zèbre Démo");
    }

    [Fact]
    public async Task A_service_and_a_district_narrow_the_list()
    {
        var (both, service, district) = (Place("Deux Démo"), Place("Service Démo"), Place("Quartier Démo"));
        both.Services.Add(2);
        service.Services.Add(2);
        (both.DistrictId, district.DistrictId) = (10, 10);
        foreach (var form in new[] { both, service, district })
        {
            await StoredAsync(form);
        }

        (await FoundAsync(new(Service: 2))).Should().BeEquivalentTo("Deux Démo", "Service Démo");
        (await FoundAsync(new(DistrictId: 10))).Should().BeEquivalentTo("Deux Démo", "Quartier Démo");
        (await FoundAsync(new(Service: 2, DistrictId: 10))).Should().Equal("Deux Démo");
        (await FoundAsync(new(Service: 99))).Should().BeEmpty();
        (await FoundAsync(new(Service: -1))).Should().BeEmpty();
    }

    [Fact]
    public async Task Near_a_site_the_nearest_comes_first_with_its_distance_and_what_has_no_position_is_left_out()
    {
        await StoredAsync(Place("Sans position Démo"));
        await StoredAsync(Place("Loin Démo", position: "48.8566, 2.3522", town: "Paris"));
        await StoredAsync(Place("Près Démo", position: "48.0884, -1.6598"));

        var rows = (await Queries.SearchAsync(new(NearSiteId: Blosne), 1, Mediator, Cancellation)).Rows;

        rows.Select(r => r.Name).Should().Equal("Près Démo", "Loin Démo");
        // A thousandth of a degree of latitude is 111 metres; Rennes and Paris are 308 km apart.
        rows[0].Distance.Should().BeApproximately(0.1112, 0.0005);
        rows[1].Distance.Should().BeInRange(300, 315);
        (await FoundAsync(new(NearSiteId: 999))).Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_hold_twenty_and_say_how_many_there_are()
    {
        for (var i = 0; i < 21; i++)
        {
            await StoredAsync(Place($"Lieu Démo {i:00}"));
        }

        var first = await Queries.SearchAsync(new(), 1, Mediator, Cancellation);
        var second = await Queries.SearchAsync(new(), 2, Mediator, Cancellation);

        first.Should().BeEquivalentTo(new { Total = 21, HasMore = true });
        first.Rows.Should().HaveCount(20);
        second.Should().BeEquivalentTo(new { Total = 21, HasMore = false });
        second.Rows.Select(r => r.Name).Should().Equal("Lieu Démo 20");
    }

    [Fact]
    public async Task A_hidden_place_is_for_the_coordinator_and_for_what_was_sent_there()
    {
        var form = Place("Masqué Démo");
        form.IsHidden = true;
        var id = await StoredAsync(form);

        (await FoundAsync(new())).Should().BeEmpty();
        (await FoundAsync(new(), Coordinator)).Should().Equal("Masqué Démo");
        (await Queries.ChoicesAsync("masque", Coordinator, Cancellation)).Should().BeEmpty();
        (await Queries.PartnerAsync(id, Receptionist, Cancellation)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_picker_gets_ten_places_and_what_to_know_before_sending_somebody()
    {
        for (var i = 0; i < 11; i++)
        {
            var form = Place($"Lieu Démo {i:00}", hours: "Tu 09:00-12:00");
            form.HowToRefer = "Appeler avant";
            (form.ClosedFrom, form.ClosedWhy) = (i == 0 ? Today : null, i == 0 ? "Travaux" : null);
            await StoredAsync(form);
        }

        var choices = await Queries.ChoicesAsync("DÉMO lieu", Receptionist, Cancellation);

        choices.Should().HaveCount(10);
        choices[0].Should().BeEquivalentTo(new { Name = "Lieu Démo 00", Town = "Rennes", IsClosed = true, IsOpenNow = false, HowToRefer = "Appeler avant" });
        choices[1].Should().BeEquivalentTo(new { IsClosed = false, IsOpenNow = true });
        (await Queries.ChoicesAsync(null, Receptionist, Cancellation)).Should().HaveCount(10);
    }

    [Fact]
    public async Task Places_never_checked_or_long_ago_are_to_be_checked()
    {
        var never = await ImportedAsync();
        var old = await ImportedAsync(p => (p.VerifiedAt, p.VerifiedById, p.VerifiedHow) = (Now.AddMonths(-7), Mediator.Id, VerificationMeans.Phone));
        await ImportedAsync(p => (p.VerifiedAt, p.VerifiedById, p.VerifiedHow) = (Now.AddMonths(-5), Mediator.Id, VerificationMeans.Phone));
        await ImportedAsync(p => p.IsHidden = true);

        var due = await Queries.VerificationsDueAsync(1, Volunteer, Cancellation);

        due.Rows.Select(r => r.Id).Should().Equal(never, old);
        due.Total.Should().Be(2);
    }

    [Fact]
    public async Task The_observer_and_nobody_see_nothing()
    {
        var id = await StoredAsync(Place());
        foreach (var actor in new[] { Observer, Actor.Nobody })
        {
            (await FoundAsync(new(), actor)).Should().BeEmpty();
            (await Queries.PartnerAsync(id, actor, Cancellation)).Should().BeNull();
            (await Queries.ChoicesAsync(null, actor, Cancellation)).Should().BeEmpty();
            (await Queries.VerificationsDueAsync(1, actor, Cancellation)).Total.Should().Be(0);
            (await Queries.PlanAsync(actor, Cancellation)).Sites.Should().BeEmpty();
        }
    }
}
