using InclusionNumerique;
using InclusionNumerique.Access;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Web.Visits;

/// <summary>What a mediator does with the queue from the desk; each is one verb.</summary>
public sealed class DeskMoves(CallNext callNext, StartSession startSession, NotThere notThere, PauseSession pauseSession, UndoMove undoMove, BoardQueries boards)
{
    // Not cancelled with the page: a click that was sent counts.
    public Task<Outcome> CallAsync(int siteId, Guid? visitId, Actor actor) => callNext.ExecuteAsync(new(siteId, visitId), actor);

    public Task<Outcome> StartAsync(Guid visitId, Actor actor) => startSession.ExecuteAsync(new(visitId), actor);

    public Task<Outcome> NotThereAsync(Guid visitId, Actor actor) => notThere.ExecuteAsync(new(visitId), actor);

    public Task<Outcome> PauseAsync(Guid visitId, Actor actor) => pauseSession.ExecuteAsync(new(visitId), actor);

    /// <summary>Takes the last move back, and says so.</summary>
    public async Task<string> UndoAsync(Guid visitId, Actor actor) =>
        await undoMove.ExecuteAsync(new(visitId), actor) is { IsDone: false } refused ? refused.Refusals[0].Message : "C’est annulé.";

    /// <summary>Whoever the mediator has called or receives now.</summary>
    public Task<BoardRow?> MineAsync(Actor actor, CancellationToken cancellation) => boards.MineAsync(actor, cancellation);
}
