using InclusionNumerique.Access;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Partners;

public sealed class SavePartnerTests(TestServer server) : PartnerTest(server)
{
    [Fact]
    public async Task A_place_of_the_house_is_stored_in_the_columns_of_the_standard_with_its_trace()
    {
        var form = Place(" Espace Démo ", "Mo-Fr 09:00-12:00", "48.1088, -1.6735");
        (form.Phone, form.Email, form.Website) = ("02 61 91 00 00", "accueil@demo.invalid", "https://demo.invalid");
        form.Services.UnionWith([0, 7]);
        form.Fees.Add("Gratuit");
        form.Access.UnionWith(["Téléphoner", "Se présenter"]);
        (form.DirectLine, form.HowToRefer, form.DistrictId) = ("0261910001", " Appeler avant ", 10);

        await StoredAsync(form);

        await using var db = OpenDb();
        var partner = await db.Partners.SingleAsync(Cancellation);
        partner.Should().BeEquivalentTo(new
        {
            Name = "Espace Démo", Town = "Rennes", Producer = "maison", LocalId = $"{form.Id}", Services = 129, Latitude = 48.1088, Longitude = -1.6735, UpdatedOn = Today,
            SearchText = "espace demo rennes 1 rue de l'exemple aide aux demarches administratives acces internet et materiel informatique",
            DirectLine = "+33261910001", HowToRefer = "Appeler avant", DistrictId = 10, HasDatedHours = false,
        });
        partner.Columns.Should().HaveCount(32).And.ContainInOrder($"{form.Id}", "", "Espace Démo", "Rennes", "35000");
        (partner.Columns[PlaceStandard.Phone], partner.Columns[PlaceStandard.Fees], partner.Columns[PlaceStandard.Access], partner.Columns[PlaceStandard.UpdatedOn])
            .Should().Be(("+33261910000", "Gratuit", "Se présenter|Téléphoner", "2026-11-24"));
        partner.WeekMinutes.Should().HaveCount(5);
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SavePartner", RecordType = "Partner", RecordId = $"{form.Id}", ActorId = Mediator.Id });
    }

    [Fact]
    public async Task Sent_twice_it_is_stored_once()
    {
        var form = Place();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveAsync(form)));

        await using var db = OpenDb();
        (await db.Partners.CountAsync(Cancellation)).Should().Be(1);
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task What_is_read_back_into_the_form_changes_nothing_when_it_is_saved_again()
    {
        var form = Place(hours: "Mo-Fr 09:00-12:00", position: "48.1088, -1.6735");
        form.Phone = "02 61 91 00 00";
        form.Services.Add(3);
        form.Access.Add("Ce lieu n'accueille pas de public");
        await StoredAsync(form);
        var before = await Queries.PartnerAsync(form.Id, Mediator, Cancellation);

        (await SaveAsync(await FormOfAsync(form.Id))).Refusals.Should().BeEmpty();

        (await Queries.PartnerAsync(form.Id, Mediator, Cancellation)).Should().BeEquivalentTo(before, o => o.Excluding(p => p!.Version));
    }

    [Fact]
    public async Task Of_an_imported_place_only_what_the_house_adds_changes()
    {
        var id = await ImportedAsync(null, (PlaceStandard.Hours, "sur rendez-vous"), (PlaceStandard.Detail, "Détail"));
        var before = (await Queries.PartnerAsync(id, Mediator, Cancellation))!;
        var form = await FormOfAsync(id);
        (form.Name, form.Address, form.Hours) = ("Autre nom", "", "Mo 09:00-10:00");
        (form.DirectLine, form.ProfessionalHours, form.HowToRefer, form.DistrictId, form.IsHidden) = ("02 61 91 00 01", "le matin", "Appeler", 4, true);
        (form.ClosedFrom, form.ClosedUntil, form.ClosedWhy) = (Today, Today.AddDays(3), "Travaux");

        (await SaveAsync(form)).Refusals.Should().BeEmpty();

        var after = (await Queries.PartnerAsync(id, Mediator, Cancellation))!;
        after.Columns.Should().Equal(before.Columns);
        after.Should().BeEquivalentTo(new
        {
            Name = "Médiathèque Démo", DirectLine = "+33261910001", ProfessionalHours = "le matin", HowToRefer = "Appeler", DistrictId = 4, IsHidden = true,
            ClosedFrom = Today, ClosedUntil = Today.AddDays(3), ClosedWhy = "Travaux",
        });
    }

    [Fact]
    public async Task Each_missing_or_impossible_fact_is_refused_beside_its_field()
    {
        var form = new PartnerForm
        {
            PostalCode = "3500", Position = "48,1 -1,6", Phone = "12", Email = "a@b", Website = "demo.invalid", Hours = "du lundi au vendredi", DirectLine = "rien",
            ProfessionalHours = "a\0b", HowToRefer = new string('x', 10_000), ClosedUntil = Today, Summary = new string('x', 281),
        };
        form.Services.Add(9);
        form.Access.Add("Entrer par la fenêtre");

        (await SaveAsync(form)).Refusals.Select(r => r.Field).Should().BeEquivalentTo(
            "Name", "Address", "Town", "PostalCode", "Position", "Phone", "Email", "Website", "Hours", "DirectLine", "ProfessionalHours", "HowToRefer", "ClosedFrom", "Summary", "Services", "Access");
        await using var db = OpenDb();
        (await db.Partners.CountAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task A_closure_needs_its_reason_and_ends_after_it_began()
    {
        var form = Place();
        (form.ClosedFrom, form.ClosedUntil) = (Today, Today.AddDays(-1));

        (await SaveAsync(form)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("ClosedUntil", "ClosedWhy");
    }

    [Fact]
    public async Task The_second_of_two_who_edit_the_same_place_is_told_and_a_place_that_is_gone_is_said_to_be()
    {
        var id = await StoredAsync(Place());
        var (first, second) = (await FormOfAsync(id), await FormOfAsync(id));
        (first.Name, second.Name) = ("Démo Un", "Démo Deux");

        (await SaveAsync(first)).IsDone.Should().BeTrue();
        (await SaveAsync(second)).MessageFor("Version").Should().Contain("Votre saisie est gardée");
        second.Id = Guid.CreateVersion7();
        (await SaveAsync(second)).MessageFor("").Should().Contain("n’existe plus");
    }

    [Fact]
    public async Task A_district_that_no_list_holds_is_refused()
    {
        var form = Place();
        form.DistrictId = 999;

        (await SaveAsync(form)).MessageFor("").Should().Contain("n’existe plus");
    }

    [Fact]
    public async Task Any_text_is_stored_as_it_was_typed()
    {
        var form = Place("🙂 Démo مرحبا");
        form.HowToRefer = new string('é', Partner.NoteMost);
        await StoredAsync(form);

        (await Queries.PartnerAsync(form.Id, Mediator, Cancellation)).Should().BeEquivalentTo(new { Name = "🙂 Démo مرحبا", form.HowToRefer });
    }

    [Fact]
    public async Task A_check_says_when_by_whom_and_how_and_may_be_done_again()
    {
        var id = await ImportedAsync();
        foreach (var (actor, how) in new[] { (Volunteer, VerificationMeans.OnSite), (Mediator, VerificationMeans.Phone) })
        {
            (await Get<VerifyPartner>().ExecuteAsync(new() { Id = id, How = how }, actor, Cancellation)).IsDone.Should().BeTrue();
        }

        (await Queries.PartnerAsync(id, Mediator, Cancellation)).Should().BeEquivalentTo(new { VerifiedAt = Now, VerifiedHow = VerificationMeans.Phone, VerifiedBy = "Médiatrice Démo Un" });
        (await Queries.VerificationsDueAsync(1, Mediator, Cancellation)).Total.Should().Be(0);
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "VerifyPartner", Cancellation)).Should().Be(2);

        Clock.Advance(TimeSpan.FromDays(190));
        (await Queries.VerificationsDueAsync(1, Mediator, Cancellation)).Total.Should().Be(1);
    }

    [Fact]
    public async Task A_check_without_its_means_or_of_nothing_is_refused()
    {
        var id = await ImportedAsync();

        (await Get<VerifyPartner>().ExecuteAsync(new() { Id = id }, Mediator, Cancellation)).MessageFor("How").Should().NotBeNull();
        (await Get<VerifyPartner>().ExecuteAsync(new() { Id = id, How = (VerificationMeans)9 }, Mediator, Cancellation)).MessageFor("How").Should().NotBeNull();
        (await Get<VerifyPartner>().ExecuteAsync(new() { Id = Guid.CreateVersion7(), How = VerificationMeans.Phone }, Mediator, Cancellation)).MessageFor("").Should().NotBeNull();
    }

    [Fact]
    public async Task Who_may_not_is_refused()
    {
        foreach (var actor in new[] { Receptionist, Professional, Observer, Administrator, Volunteer, Actor.Nobody })
        {
            (await SaveAsync(Place(), actor)).IsForbidden.Should().BeTrue();
        }

        foreach (var actor in new[] { Observer, Actor.Nobody })
        {
            (await Get<VerifyPartner>().ExecuteAsync(new() { How = VerificationMeans.Phone }, actor, Cancellation)).IsForbidden.Should().BeTrue();
        }
    }
}
