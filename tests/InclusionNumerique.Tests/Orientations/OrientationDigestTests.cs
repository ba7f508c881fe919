using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Orientations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

public sealed class OrientationDigestTests(TestServer server) : OrientationTest(server)
{
    [Fact]
    public async Task The_sender_is_told_once_by_codes_and_never_by_names()
    {
        var id = await SentAsync(WithName(ToDesk()));
        var code = (await ReadAsync(id)).Code;
        await ArriveAsync(code);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await Get<OrientationDigest>().QueueAsync(Cancellation);
        await Get<OrientationDigest>().QueueAsync(Cancellation);

        var mail = (await MailsAsync()).Should().ContainSingle().Which;
        mail.ProfessionalId.Should().Be(Professional.Id);
        mail.Body.Should().Contain($"- {code} : personne arrivée, mar. 24 nov. à 10").And.NotContain("Usager").And.NotContain("0639");
    }

    [Fact]
    public async Task What_the_sender_has_read_is_not_told_again()
    {
        var id = await SentAsync();
        await ArriveAsync((await ReadAsync(id)).Code);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Get<MarkOrientationSeen>().ExecuteAsync(new(id), Professional, Cancellation);

        await Get<OrientationDigest>().QueueAsync(Cancellation);

        (await MailsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task On_the_day_when_it_is_due_the_service_is_reminded_and_when_it_is_late_the_coordinator_is()
    {
        await SentAsync(ToService());

        Clock.SetUtcNow(new DateTimeOffset(2026, 11, 26, 7, 0, 0, TimeSpan.Zero));
        await Get<OrientationDigest>().QueueAsync(Cancellation);
        var due = await MailsAsync();
        due.Should().OnlyContain(m => m.Body.Contains("Une orientation reçue par votre service attend une réponse."));
        await using (var db = OpenDb())
        {
            var told = due.Select(m => m.ProfessionalId).ToList();
            (await db.Users.Where(p => told.Contains(p.Id)).AllAsync(p => p.InstitutionId == Cdas && p.Sites.Any(s => s.Id == Blosne), Cancellation)).Should().BeTrue();
        }

        Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero));
        await Get<OrientationDigest>().QueueAsync(Cancellation);
        (await MailsAsync()).Where(m => m.Day == new DateOnly(2026, 12, 1)).Should().Contain(m => m.ProfessionalId == Coordinator.Id && m.Body.Contains("Une orientation dépasse son délai"));
    }

    [Theory]
    [InlineData(2026, 11, 28, 9)]
    [InlineData(2026, 12, 25, 9)]
    [InlineData(2026, 11, 25, 6)]
    public async Task Nobody_is_written_to_on_a_day_off_or_before_the_morning(int year, int month, int day, int hourUtc)
    {
        await ArriveAsync((await ReadAsync(await SentAsync())).Code);
        Clock.SetUtcNow(new DateTimeOffset(year, month, day, hourUtc, 0, 0, TimeSpan.Zero));

        (await Get<OrientationDigest>().QueueAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task Several_processes_queue_it_once()
    {
        await ArriveAsync((await ReadAsync(await SentAsync())).Code);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Get<OrientationDigest>().QueueAsync(Cancellation))));

        (await MailsAsync()).Should().ContainSingle();
    }

    private async Task<List<Message>> MailsAsync()
    {
        await using var db = OpenDb();
        return await db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.OrientationDigest).ToListAsync(Cancellation);
    }
}
