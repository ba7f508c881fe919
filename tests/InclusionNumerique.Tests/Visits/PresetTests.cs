using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Visits;

public sealed class PresetTests(TestServer server) : DatabaseTest(server)
{
    private static SavePreset.Form Scan(int? siteId = null) => new() { SiteId = siteId, Label = "Scan", ThemeId = PrintTheme, Minutes = 5 };

    private async Task<IReadOnlyList<PresetChoice>> OfferedToAsync(InclusionNumerique.Access.Actor actor) => (await Get<DeskQueries>().PanelAsync(Blosne, actor, Cancellation)).Presets;

    [Fact]
    public async Task A_preset_of_ones_own_is_offered_to_oneself_alone()
    {
        (await Get<SavePreset>().ExecuteAsync(Scan(), Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await OfferedToAsync(Mediator)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Label = "Scan", Minutes = 5, IsOwn = true });
        (await OfferedToAsync(OtherMediator)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_preset_of_the_site_is_the_coordinators_to_make_and_offered_to_all()
    {
        (await Get<SavePreset>().ExecuteAsync(Scan(Blosne), Mediator, Cancellation)).IsForbidden.Should().BeTrue();
        (await Get<SavePreset>().ExecuteAsync(Scan(Blosne), Coordinator, Cancellation)).IsDone.Should().BeTrue();

        (await OfferedToAsync(OtherMediator)).Should().ContainSingle().Which.IsOwn.Should().BeFalse();
    }

    [Fact]
    public async Task The_ninth_preset_is_refused()
    {
        for (var i = 0; i < SavePreset.MostPerOwner; i++)
        {
            await Get<SavePreset>().ExecuteAsync(Scan(), Mediator, Cancellation);
        }

        (await Get<SavePreset>().ExecuteAsync(Scan(), Mediator, Cancellation)).MessageFor("Label").Should().Contain("8 raccourcis au plus");
    }

    [Fact]
    public async Task A_preset_without_name_subject_or_duration_says_what_is_missing()
    {
        var outcome = await Get<SavePreset>().ExecuteAsync(new SavePreset.Form(), Mediator, Cancellation);

        outcome.Refusals.Select(r => r.Field).Should().Equal("Label", "ThemeId", "Minutes");
    }

    [Fact]
    public async Task Nobody_removes_the_preset_of_a_colleague()
    {
        var form = Scan();
        await Get<SavePreset>().ExecuteAsync(form, Mediator, Cancellation);

        (await Get<RemovePreset>().ExecuteAsync(new RemovePreset.Form(form.Id), OtherMediator, Cancellation)).IsForbidden.Should().BeTrue();
        (await Get<RemovePreset>().ExecuteAsync(new RemovePreset.Form(form.Id), Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await OfferedToAsync(Mediator)).Should().BeEmpty();
    }
}
