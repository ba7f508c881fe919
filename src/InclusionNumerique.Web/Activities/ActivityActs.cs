using InclusionNumerique.Access;
using InclusionNumerique.Activities;

namespace InclusionNumerique.Web.Activities;

/// <summary>What takes something of the week back, in words; each is one verb.</summary>
public sealed class ActivityActs(RemoveActivity remove, CorrectActivity correct)
{
    // Not cancelled with the page: a click that was sent counts.
    public Task<Outcome> RemoveAsync(Guid id, Actor actor) => remove.ExecuteAsync(new(id), actor);

    public async Task<string> UndoLogAsync(Guid id, Actor actor) => Said(await remove.ExecuteAsync(new(id), actor), "C’est retiré de votre semaine.");

    public async Task<string> PutBackAsync(Guid id, Actor actor) => Said(await remove.ExecuteAsync(new(id, IsBack: true), actor), "C’est remis dans votre semaine.");

    /// <summary>As it was before; whatever the version is now.</summary>
    public async Task<string> CorrectBackAsync(ActivityForm before, uint version, Actor actor)
    {
        before.Version = version;
        return Said(await correct.ExecuteAsync(before, actor), "La correction est annulée.");
    }

    private static string Said(Outcome outcome, string said) => outcome.IsDone ? said : outcome.Refusals[0].Message;
}
