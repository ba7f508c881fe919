using InclusionNumerique.Orientations;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

public sealed class PartnerLinkTests(TestServer server) : OrientationTest(server)
{
    private readonly string _secret = InvitationToken.New();

    [Theory]
    [InlineData(PartnerAnswer.Came, OrientationState.Arrived, null)]
    [InlineData(PartnerAnswer.DidNotCome, OrientationState.NoShow, OrientationReason.DidNotCome)]
    [InlineData(PartnerAnswer.NoRoom, OrientationState.Refused, OrientationReason.NoRoom)]
    [InlineData(PartnerAnswer.WrongService, OrientationState.Refused, OrientationReason.ServiceNotOffered)]
    public async Task One_tap_answers_and_the_sender_reads_it(PartnerAnswer answer, OrientationState state, OrientationReason? reason)
    {
        var id = await LinkedAsync();

        (await AnswerAsync(answer)).IsDone.Should().BeTrue();

        var seen = (await Get<OrientationQueries>().OneAsync(id, Professional, Cancellation))!;
        (seen.Row.State, seen.Row.Reason, seen.Row.IsNews, seen.LinkUsedAt).Should().Be((state, reason, true, Now));
        seen.Steps[^1].Should().Match<OrientationStepLine>(s => s.Side == OrientationSide.Partner && s.By == null);
    }

    [Fact]
    public async Task A_link_replayed_changes_nothing()
    {
        var id = await LinkedAsync();
        await AnswerAsync(PartnerAnswer.NoRoom);

        (await AnswerAsync(PartnerAnswer.NoRoom)).IsDone.Should().BeTrue();
        (await AnswerAsync(PartnerAnswer.Came)).Refusals[0].Message.Should().Contain("Une réponse a déjà été donnée : « Refusée »");

        (await ReadAsync(id)).Steps.Should().HaveCount(2);
    }

    [Fact]
    public async Task Twelve_taps_at_once_answer_once()
    {
        var id = await LinkedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => AnswerAsync(PartnerAnswer.Came))));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await ReadAsync(id)).Steps.Count(s => s.State == OrientationState.Arrived).Should().Be(1);
    }

    [Fact]
    public async Task A_forged_link_an_expired_one_and_a_replaced_one_are_over_in_the_same_words()
    {
        var id = await LinkedAsync();
        var forged = InvitationToken.New();
        (await AnswerAsync(PartnerAnswer.Came, forged)).Should().Be(AnswerByLink.LinkIsOver);
        (await AnswerAsync(PartnerAnswer.Came, "x' OR 1=1")).Should().Be(AnswerByLink.LinkIsOver);
        (await Get<AnswerByLink>().ReadAsync(forged, Cancellation)).Should().BeNull();

        await Get<RenewPartnerLink>().ExecuteAsync(new(id, forged), Professional, Cancellation);
        (await AnswerAsync(PartnerAnswer.Came)).Should().Be(AnswerByLink.LinkIsOver);

        Clock.Advance(RenewPartnerLink.Lasts + TimeSpan.FromSeconds(1));
        (await AnswerAsync(PartnerAnswer.Came, forged)).Should().Be(AnswerByLink.LinkIsOver);
        (await ReadAsync(id)).State.Should().Be(OrientationState.Sent);
    }

    [Fact]
    public async Task The_database_keeps_no_secret()
    {
        var id = await LinkedAsync();

        await using var db = OpenDb();
        var link = await db.PartnerLinks.SingleAsync(l => l.OrientationId == id, Cancellation);
        Convert.ToHexString(link.TokenHash).Should().NotContain(Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(_secret)));
    }

    [Fact]
    public async Task The_link_shows_what_was_agreed_to_and_nothing_once_it_is_withdrawn()
    {
        var form = WithName(await ToPartnerAsync());
        form.Shared = SharedFacts.Name;
        (form.Phone, form.Note) = (null, null);
        var id = await LinkedAsync(form);
        var read = (await Get<AnswerByLink>().ReadAsync(_secret, Cancellation))!;
        (read.PersonName, read.Phone, read.Note, read.MayAnswer).Should().Be(("Usager Démo", null, null, true));

        await Get<WithdrawOrientationConsent>().ExecuteAsync(new(id), Professional, Cancellation);

        (await Get<AnswerByLink>().ReadAsync(_secret, Cancellation))!.PersonName.Should().BeNull();
    }

    [Fact]
    public async Task The_sender_notes_what_the_partner_says_on_the_telephone()
    {
        var id = await SentAsync(await ToPartnerAsync());

        (await MoveAsync(id, OrientationState.Arrived, Professional, proof: ArrivalProof.PartnerCall)).IsDone.Should().BeTrue();
        (await MoveAsync(id, OrientationState.Closed, Professional, outcome: OrientationOutcome.Helped)).IsDone.Should().BeTrue();

        (await ReadAsync(id)).NewsAt.Should().BeNull("the sender said it");
    }

    [Fact]
    public async Task Only_a_partner_gets_a_link()
    {
        var id = await SentAsync(ToService());

        (await Get<RenewPartnerLink>().ExecuteAsync(new(id, _secret), Professional, Cancellation)).Refusals[0].Message.Should().Contain("ne vaut que pour un partenaire");
    }

    private async Task<Guid> LinkedAsync(OrientationForm? form = null)
    {
        var id = await SentAsync(form ?? await ToPartnerAsync());
        (await Get<RenewPartnerLink>().ExecuteAsync(new(id, _secret), Professional, Cancellation)).Refusals.Should().BeEmpty();
        return id;
    }

    private Task<Outcome> AnswerAsync(PartnerAnswer answer, string? secret = null) => Get<AnswerByLink>().ExecuteAsync(new(secret ?? _secret, answer), Cancellation);
}
