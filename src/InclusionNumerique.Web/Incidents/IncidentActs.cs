using InclusionNumerique.Access;
using InclusionNumerique.Incidents;

namespace InclusionNumerique.Web.Incidents;

/// <summary>What the list of incidents does in one click; each is one verb.</summary>
public sealed class IncidentActs(SolveIncident solve, EndOutage end, RemoveIncident remove)
{
    // Not cancelled with the page: a click that was sent counts.
    public Task<Outcome> EndAsync(Guid id, Actor actor) => end.ExecuteAsync(new(id), actor);

    public Task<Outcome> RemoveAsync(Guid id, Actor actor) => remove.ExecuteAsync(new(id), actor);

    public Task<Outcome> TryReopenAsync(Guid id, Actor actor) => solve.ExecuteAsync(new() { Id = id, IsReopened = true }, actor);

    /// <summary>Opens it again, and says so.</summary>
    public async Task<string> ReopenAsync(Guid id, Actor actor) =>
        await TryReopenAsync(id, actor) is { IsDone: false } refused ? refused.Refusals[0].Message : "L’incident est rouvert.";
}
