using InclusionNumerique.Activities;

namespace InclusionNumerique.Tests.Activities;

public sealed class CorrectActivityTests(TestServer server) : ActivityTest(server)
{
    [Fact]
    public async Task What_where_and_when_are_corrected()
    {
        var form = await FormAsync();
        (form.TypeId, form.SiteId, form.Minutes, form.Time) = (Meeting, AimeCesaire, 90, new(8, 30));

        (await CorrectAsync(form)).IsDone.Should().BeTrue();

        var activity = (await AllAsync()).Single();
        (activity.TypeId, activity.SiteId, activity.StartedAt.ToParis().Hour, activity.EndedAt - activity.StartedAt).Should().Be((Meeting, AimeCesaire, 8, TimeSpan.FromMinutes(90)));
    }

    [Fact]
    public async Task The_second_of_two_corrections_is_told()
    {
        var (first, second) = (await FormAsync(), await FormAsync(isStored: true));
        (first.Minutes, second.Minutes) = (10, 20);

        (await CorrectAsync(first)).IsDone.Should().BeTrue();
        (await CorrectAsync(second)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task A_correction_that_meets_another_one_is_refused()
    {
        var form = await FormAsync();
        await LogAsync(30, Meeting, day: Today, time: new(8, 0));
        form.Time = new(8, 15);

        (await CorrectAsync(form)).MessageFor("Time").Should().Contain("Réunion");
    }

    [Fact]
    public async Task A_site_of_others_a_day_to_come_and_somebody_else_s_are_refused()
    {
        var form = await FormAsync();

        (await Get<CorrectActivity>().ExecuteAsync(form, OtherMediator, Cancellation)).IsForbidden.Should().BeTrue();
        form.SiteId = Villejean;
        (await CorrectAsync(form)).MessageFor("SiteId").Should().NotBeNull();
        (form.SiteId, form.Day) = (Blosne, Today.AddDays(1));
        (await CorrectAsync(form)).MessageFor("Day").Should().NotBeNull();
        form.Day = null;
        (await CorrectAsync(form)).MessageFor("Day").Should().NotBeNull();
    }

    [Fact]
    public async Task Removed_it_counts_nowhere_and_comes_back()
    {
        var form = await FormAsync();

        (await RemoveAsync(form.Id)).IsDone.Should().BeTrue();
        (await RemoveAsync(form.Id)).IsDone.Should().BeTrue();
        (await AllAsync()).Should().BeEmpty();
        (await LogAsync(30, day: Today, time: new(9, 0))).IsDone.Should().BeTrue("its place is free");

        (await RemoveAsync(form.Id, isBack: true)).Refusals[0].Message.Should().Contain("déjà noté");
        await RemoveAsync((await AllAsync())[0].Id);
        (await RemoveAsync(form.Id, isBack: true)).IsDone.Should().BeTrue();
        (await AllAsync()).Should().ContainSingle().Which.Id.Should().Be(form.Id);
    }

    private async Task<ActivityForm> FormAsync(bool isStored = false)
    {
        if (!isStored)
        {
            await LogAsync(60, day: Today, time: new(9, 0));
        }

        var row = (await AllAsync())[0];
        return new() { Id = row.Id, Version = row.Version, TypeId = row.TypeId, SiteId = row.SiteId, Day = Today, Time = new(9, 0), Minutes = 60 };
    }

    private Task<Outcome> CorrectAsync(ActivityForm form) => Get<CorrectActivity>().ExecuteAsync(form, Mediator, Cancellation);

    private Task<Outcome> RemoveAsync(Guid id, bool isBack = false) => Get<RemoveActivity>().ExecuteAsync(new(id, isBack), Mediator, Cancellation);
}
