using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

/// <summary>Each field, for each side and each pair of institutions: the sender reads what they wrote, the receiver what the person agreed to, nobody else anything.</summary>
public sealed class OrientationSightTests(TestServer server) : OrientationTest(server)
{
    private const int Institutions = 5;

    [Fact]
    public async Task Between_any_two_institutions_only_what_was_agreed_to_is_read()
    {
        foreach (var from in Enumerable.Range(1, Institutions))
        {
            var sender = Professional with { InstitutionId = from };
            foreach (var to in Enumerable.Range(1, Institutions))
            {
                foreach (var shared in new[] { SharedFacts.None, SharedFacts.Name, SharedFacts.Phone, SharedFacts.Note, SharedFacts.Name | SharedFacts.Phone | SharedFacts.Note })
                {
                    var id = await SentAsync(Only(shared, to), sender);
                    foreach (var reader in Enumerable.Range(1, Institutions).Select(i => new Actor(DemoData.AccountId(7), "Démo 7", [Role.Professional], [Blosne], i, Blosne)))
                    {
                        var seen = await Get<OrientationQueries>().OneAsync(id, reader, Cancellation);
                        var because = $"from {from} to {to}, {shared}, read by {reader.InstitutionId}";
                        (seen is not null).Should().Be(reader.InstitutionId == to, because);
                        if (seen is not null)
                        {
                            Facts(seen).Should().Be(Expected(shared), because);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public async Task The_coordinator_follows_every_orientation_and_reads_no_person()
    {
        var id = await SentAsync(WithName(ToService()));

        Facts((await Get<OrientationQueries>().OneAsync(id, Coordinator, Cancellation))!).Should().Be((null, null, null));
    }

    [Fact]
    public async Task The_digital_space_reads_a_name_that_was_agreed_to_in_its_list_too()
    {
        await SentAsync(WithName(ToDesk()));

        var rows = (await Get<OrientationQueries>().ListAsync(new(OrientationList.Received), Receptionist, Cancellation)).Rows;

        rows.Should().ContainSingle().Which.Person.Should().Be("Usager Démo");
        (await Get<OrientationQueries>().ListAsync(new(OrientationList.Received), Professional, Cancellation)).Rows.Should().BeEmpty("a professional is not the desk");
    }

    [Fact]
    public async Task Consent_withdrawn_while_the_receiver_reads_closes_at_once()
    {
        var id = await SentAsync(WithName(ToService()));
        Facts((await Get<OrientationQueries>().OneAsync(id, CdasWorker, Cancellation))!).Should().Be(("Usager Démo", "+33639980012", "Droit coupé depuis lundi"));

        (await Get<WithdrawOrientationConsent>().ExecuteAsync(new(id), Professional, Cancellation)).IsDone.Should().BeTrue();

        Facts((await Get<OrientationQueries>().OneAsync(id, CdasWorker, Cancellation))!).Should().Be((null, null, null));
        Facts((await Get<OrientationQueries>().OneAsync(id, Professional, Cancellation))!).Should().Be((null, null, null), "it is erased, not hidden");
        (await ReadAsync(id)).State.Should().Be(OrientationState.Sent);
    }

    [Fact]
    public async Task A_file_that_is_erased_leaves_its_orientations_without_a_person()
    {
        var file = new SaveVisitor.Form { SiteId = Blosne, Name = "Usager Démo", HasConsent = true };
        await Get<SaveVisitor>().ExecuteAsync(file, Mediator, Cancellation);
        var form = WithName(ToService());
        (form.VisitorId, form.PersonName) = (file.Id, null);
        var id = await SentAsync(form, Mediator);
        (await Get<OrientationQueries>().OneAsync(id, CdasWorker, Cancellation))!.Row.Person.Should().Be("Usager Démo");

        (await Get<WithdrawConsent>().ExecuteAsync(new(file.Id), Mediator, Cancellation)).IsDone.Should().BeTrue();

        Facts((await Get<OrientationQueries>().OneAsync(id, CdasWorker, Cancellation))!).Should().Be((null, null, null));
    }

    [Fact]
    public async Task Reading_a_person_leaves_a_trace_and_reading_a_state_does_not()
    {
        var (named, anonymous) = (await SentAsync(WithName(ToService())), await SentAsync(ToService()));

        await Get<OrientationQueries>().OneAsync(named, CdasWorker, Cancellation);
        await Get<OrientationQueries>().OneAsync(anonymous, CdasWorker, Cancellation);

        await using var db = OpenDb();
        (await db.AuditEntries.Where(e => e.ActorId == CdasWorker.Id).Select(e => e.RecordId).ToListAsync(Cancellation)).Should().Equal($"{named}");
    }

    private static OrientationForm Only(SharedFacts shared, int institution)
    {
        var form = ToService(institutionId: institution);
        (form.Shared, form.HasConsent) = (shared, shared != SharedFacts.None);
        (form.PersonName, form.Phone, form.Note) = (
            shared.HasFlag(SharedFacts.Name) ? "Usager Démo" : null, shared.HasFlag(SharedFacts.Phone) ? "0639980012" : null, shared.HasFlag(SharedFacts.Note) ? "Droit coupé" : null);
        return form;
    }

    private static (string?, string?, string?) Facts(OrientationDetail seen) => (seen.Row.Person, seen.Phone, seen.Note);

    private static (string?, string?, string?) Expected(SharedFacts shared) => (
        shared.HasFlag(SharedFacts.Name) ? "Usager Démo" : null, shared.HasFlag(SharedFacts.Phone) ? "+33639980012" : null, shared.HasFlag(SharedFacts.Note) ? "Droit coupé" : null);
}
