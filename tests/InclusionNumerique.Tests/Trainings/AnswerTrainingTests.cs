using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using InclusionNumerique.Trainings;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Trainings;

/// <summary>Questionnaires before and after: pairs that match, and nobody named.</summary>
public sealed class AnswerTrainingTests(TestServer server) : TrainingTest(server)
{
    private static readonly DateOnly Day = Tomorrow.AddDays(7);

    [Fact]
    public async Task The_same_facts_written_another_way_make_one_pair()
    {
        var (module, code) = await AskedAsync();
        Done(await AnswerAsync(code, TrainingMoment.Before, 3, new("éL", "7", "s", "05")));
        Clock.SetUtcNow(ParisTime.At(Day, new(11, 0)));
        Done(await AnswerAsync(code, TrainingMoment.After, 6, new(" EL ", "07", "S", "05 ")));

        (await EffectAsync(module)).Should().BeEquivalentTo(new { Before = 1, After = 1, Pairs = 1 });
    }

    [Fact]
    public async Task A_mistyped_code_is_said_and_the_answers_can_be_given_all_the_same()
    {
        var (module, code) = await AskedAsync();
        Done(await AnswerAsync(code, TrainingMoment.Before, 3, Code(1)));
        Clock.SetUtcNow(ParisTime.At(Day, new(11, 0)));

        (await AnswerAsync(code, TrainingMoment.After, 6, Code(2))).Refusals.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Field = "IsUnpaired", IsWarning = true });
        Done(await AnswerAsync(code, TrainingMoment.After, 6, Code(2), isUnpaired: true));

        (await EffectAsync(module)).Should().BeEquivalentTo(new { Before = 1, After = 1, Pairs = 0 });
    }

    [Theory]
    [InlineData("e", "7", "s", "05", "MotherLetters")]
    [InlineData("e1", "7", "s", "05", "MotherLetters")]
    [InlineData("el", "32", "s", "05", "BirthDay")]
    [InlineData("el", "7", "\0", "05", "TownLetter")]
    [InlineData("el", "7", "s", "5", "PhoneDigits")]
    public async Task A_code_that_cannot_be_is_refused_beside_its_part(string mother, string birth, string town, string phone, string field)
    {
        var (_, code) = await AskedAsync();

        (await AnswerAsync(code, TrainingMoment.Before, 3, new(mother, birth, town, phone))).Refusals.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [Fact]
    public async Task Who_answers_again_corrects_and_twenty_taps_are_one_sheet()
    {
        var (_, code) = await AskedAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AnswerAsync(code, TrainingMoment.Before, 3, Code(1))));
        Done(await AnswerAsync(code, TrainingMoment.Before, 5, Code(1)));

        await using var db = OpenDb();
        (await db.TrainingSheets.Include(s => s.Ratings).SingleAsync(Cancellation)).Ratings.Should().ContainSingle().Which.Value.Should().Be(5);
    }

    [Fact]
    public async Task Before_ends_with_the_first_part_and_after_opens_with_the_last()
    {
        var (_, code) = await AskedAsync();

        (await Get<AnswerTraining>().ReadAsync(code, TrainingMoment.After, Cancellation))!.IsOpen.Should().BeFalse();
        Clock.SetUtcNow(ParisTime.At(Day, new(12, 1)));
        (await Get<AnswerTraining>().ReadAsync(code, TrainingMoment.Before, Cancellation))!.IsOpen.Should().BeFalse();
        (await AnswerAsync(code, TrainingMoment.Before, 3, Code(1))).IsDone.Should().BeFalse();
        Clock.SetUtcNow(ParisTime.At(Day.AddDays(AnswerTraining.DaysOpenAfter + 1), new(12, 1)));
        (await Get<AnswerTraining>().ReadAsync(code, TrainingMoment.After, Cancellation))!.IsOpen.Should().BeFalse();
        (await Get<AnswerTraining>().ReadAsync("' OR 1=1", TrainingMoment.After, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task What_is_stored_holds_no_account_no_hour_no_order_and_no_code()
    {
        var (_, code) = await AskedAsync();
        Done(await AnswerAsync(code, TrainingMoment.Before, 3, new("el", "7", "s", "05")));

        await using var db = OpenDb();
        var columns = db.Model.FindEntityType(typeof(TrainingSheet))!.GetProperties().Select(p => p.Name);
        columns.Should().BeEquivalentTo("Id", "SessionId", "Moment", "PairHash", "Day", "Mission");
        (await db.TrainingSheets.Select(s => s.Id).SingleAsync(Cancellation)).Version.Should().Be(4, "a later id must not be a larger one");
        (await db.AuditEntries.CountAsync(e => e.Action == nameof(AnswerTraining), Cancellation)).Should().Be(0, "an hour beside a list of people present names them");
    }

    [Fact]
    public async Task One_person_s_hashes_in_two_sessions_have_nothing_in_common()
    {
        Code(1).HashOf(Guid.CreateVersion7()).Should().NotEqual(Code(1).HashOf(Guid.CreateVersion7()));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Groups_too_small_are_hidden_and_a_single_one_with_the_next_smallest()
    {
        var (module, code) = await AskedAsync();
        List<(int Person, Mission Mission, int Before, int After)> people =
            [.. Enumerable.Range(0, 6).Select(i => (i, Mission.SocialWork, 3, 5 + (i % 2))), .. Enumerable.Range(10, 8).Select(i => (i, Mission.Animation, 4, 4 + (i % 3))), .. Enumerable.Range(20, 2).Select(i => (i, Mission.Health, 2, 2))];
        foreach (var p in people)
        {
            Done(await AnswerAsync(code, TrainingMoment.Before, p.Before, Code(p.Person), mission: p.Mission));
        }

        Clock.SetUtcNow(ParisTime.At(Day, new(11, 0)));
        foreach (var p in people)
        {
            Done(await AnswerAsync(code, TrainingMoment.After, p.After, Code(p.Person)));
        }

        var effect = await EffectAsync(module);
        effect.Pairs.Should().Be(16);
        effect.Kinds.Single(k => k.Kind == TrainingItemKind.Practice).Change.Should().BeEquivalentTo(new { Count = 16, MeanBefore = 3.375 });
        effect.Groups.Select(g => (g.Group, g.Pairs)).Should().Equal(("Accompagnement social", null), ("Animation, médiation", 8), ("Secteur santé", null));
    }

    private static PairCode Code(int person) => new($"{(char)('a' + (person % 20))}b", $"{(person % 28) + 1}", "c", $"{person:00}");

    private async Task<(int Module, string Code)> AskedAsync()
    {
        var module = await ModuleAsync();
        await using var db = OpenDb();
        var version = await db.TrainingModules.Where(m => m.Id == module).Select(m => m.Version).SingleAsync(Cancellation);
        Done(await Get<SaveTrainingItems>().ExecuteAsync(new() { ModuleId = module, Version = version, Practice = "Je cherche l’information avec la personne" }, Coordinator, Cancellation));
        var session = await SessionAsync(module);
        return (module, await db.TrainingSessions.Where(s => s.Id == session).Select(s => s.AnswerCode).SingleAsync(Cancellation));
    }

    private async Task<Outcome> AnswerAsync(string code, TrainingMoment moment, int rating, PairCode pair, bool isUnpaired = false, Mission? mission = null)
    {
        var item = (await Get<AnswerTraining>().ReadAsync(code, moment, Cancellation))!.Items.Single().Id;
        return await Get<AnswerTraining>().ExecuteAsync(new() { AnswerCode = code, Moment = moment, Code = pair, Mission = mission, Ratings = { [item] = (short)rating }, IsUnpaired = isUnpaired }, Cancellation);
    }

    private async Task<TrainingEffect> EffectAsync(int module) => (await Get<EffectQueries>().EffectAsync(module, Coordinator, Cancellation))!;
}
