using InclusionNumerique.Sessions;
using InclusionNumerique.Visitors;

namespace InclusionNumerique.Tests.Visitors;

public sealed class AssessmentTests(TestServer server) : DatabaseTest(server)
{
    private static AssessmentGrid Grid(int questions = 4)
    {
        var grid = new AssessmentGrid { Id = 1, InclusionFrom = 35, SkillsFrom = 70, CreatedAt = Now };
        grid.Questions.AddRange(Enumerable.Range(0, questions).Select(i => new GridQuestion { GridId = 1, Position = (short)i, Text = "J’essaie", Area = DigCompArea.Safety, IsForKiosk = i == 0 }));
        return grid;
    }

    private async Task<Guid> OpenFileAsync()
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = "Usager Démo", HasConsent = true };
        await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation);
        return form.Id;
    }

    private static SaveAssessment.Form Passing(Guid visitor, params short?[] answers) =>
        new() { VisitorId = visitor, GridId = 1, Answers = [.. answers, .. Enumerable.Repeat((short?)GridScore.PassedOver, 10 - answers.Length)] };

    private static SaveGrid.Form Change(int from, string text = "J’ouvre un compte") =>
        new() { FromVersion = from, InclusionFrom = 40, SkillsFrom = 80, Questions = [new() { Text = text, IsForKiosk = true }] };

    [Theory]
    [InlineData(new short[] { 0, 0, 0, 0 }, 0, HelpLevel.Emergency, false)]
    [InlineData(new short[] { 2, 0, 0, 0 }, 25, HelpLevel.Emergency, true)]
    [InlineData(new short[] { 1, 1, 1, 0 }, 38, HelpLevel.Inclusion, false)]
    [InlineData(new short[] { 2, 2, 1, 0 }, 63, HelpLevel.Inclusion, true)]
    [InlineData(new short[] { 2, 2, 2, 2 }, 100, HelpLevel.Skills, true)]
    [InlineData(new short[] { -1, 2, 1, -1 }, 75, HelpLevel.Skills, false)]
    public void Answers_give_a_score_a_level_and_the_kiosk(short[] answers, short score, HelpLevel level, bool isKioskAlone) =>
        GridScore.Of(Grid(), answers).Should().Be(new GridScore(score, level, isKioskAlone));

    [Fact]
    public void Fewer_than_half_of_the_answers_give_no_result() => GridScore.Of(Grid(), [2, -1, -1, -1]).Should().BeNull();

    [Fact]
    public async Task A_passing_is_kept_with_its_result_and_shows_the_progress()
    {
        var visitor = await OpenFileAsync();
        await Get<SaveAssessment>().ExecuteAsync(Passing(visitor, 0, 0, 1, 1, 0), Mediator, Cancellation);
        Clock.Advance(TimeSpan.FromDays(30));
        await Get<SaveAssessment>().ExecuteAsync(Passing(visitor, 2, 2, 2, 2, 2, 2, 2, 2), Mediator, Cancellation);

        var lines = await Get<AssessmentQueries>().OfVisitorAsync(visitor, Mediator, Cancellation);

        lines.Select(l => ((int)l.Score, l.Level, l.IsKioskAlone)).Should().Equal((20, HelpLevel.Emergency, false), (100, HelpLevel.Skills, true));
    }

    [Fact]
    public async Task A_question_without_an_answer_is_asked_again()
    {
        var form = Passing(await OpenFileAsync(), 2, 2, 2, 2, 2, 2);
        form.Answers[3] = null;

        (await Get<SaveAssessment>().ExecuteAsync(form, Mediator, Cancellation)).MessageFor(SaveAssessment.Field(3)).Should().Contain("On passe");
    }

    [Fact]
    public async Task The_file_of_another_institution_gets_no_passing()
    {
        var visitor = await OpenFileAsync();

        (await Get<SaveAssessment>().ExecuteAsync(Passing(visitor, 2, 2, 2, 2, 2), OtherMediator with { InstitutionId = 3 }, Cancellation)).IsForbidden.Should().BeTrue();
        (await Get<AssessmentQueries>().OfVisitorAsync(visitor, OtherMediator with { InstitutionId = 3 }, Cancellation)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_changed_grid_is_a_new_version_and_past_answers_keep_theirs()
    {
        var visitor = await OpenFileAsync();
        await Get<SaveAssessment>().ExecuteAsync(Passing(visitor, 2, 2, 2, 2, 2), Mediator, Cancellation);

        (await Get<SaveGrid>().ExecuteAsync(Change(1), Coordinator, Cancellation)).IsDone.Should().BeTrue();

        (await Get<AssessmentQueries>().GridAsync(Mediator, Cancellation))!.Id.Should().Be(2);
        (await Get<AssessmentQueries>().OfVisitorAsync(visitor, Mediator, Cancellation)).Single().GridId.Should().Be(1);
    }

    [Fact]
    public async Task Of_two_coordinators_who_change_the_grid_at_once_one_is_told()
    {
        var outcomes = await Task.WhenAll(
            Get<SaveGrid>().ExecuteAsync(Change(1, "J’écris"), Coordinator, Cancellation), Get<SaveGrid>().ExecuteAsync(Change(1, "Je lis"), Coordinator, Cancellation));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Single(o => !o.IsDone).Refusals.Single().Message.Should().Contain("Quelqu’un d’autre");
    }

    [Fact]
    public async Task An_unchanged_grid_makes_no_version()
    {
        var grid = (await Get<AssessmentQueries>().GridAsync(Coordinator, Cancellation))!;
        var form = new SaveGrid.Form
        {
            FromVersion = grid.Id, InclusionFrom = grid.InclusionFrom, SkillsFrom = grid.SkillsFrom,
            Questions = [.. grid.Questions.Select(q => new SaveGrid.Question { Text = q.Text, Area = q.Area, IsForKiosk = q.IsForKiosk })],
        };

        (await Get<SaveGrid>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals.Single().Message.Should().Contain("Rien n’a changé");
    }

    [Fact]
    public async Task A_grid_of_eleven_questions_or_with_thresholds_the_wrong_way_round_is_refused()
    {
        var form = Change(1);
        form.Questions = [.. Enumerable.Range(0, 11).Select(i => new SaveGrid.Question { Text = $"J’essaie {i}", IsForKiosk = true })];
        (form.InclusionFrom, form.SkillsFrom) = (70, 35);

        var outcome = await Get<SaveGrid>().ExecuteAsync(form, Coordinator, Cancellation);

        outcome.MessageFor("").Should().Contain("10 questions");
        outcome.MessageFor(nameof(form.SkillsFrom)).Should().Contain("seuils");
    }
}
