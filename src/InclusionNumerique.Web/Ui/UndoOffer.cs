using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Ui;

/// <summary>What was just done, in words, and for 30 seconds the way back. Lives on one circuit, used from its thread alone.</summary>
public sealed class UndoOffer(Action onForgotten, CancellationToken leaving)
{
    private Func<Task<string>>? _undo;

    public string? Said { get; private set; }

    public bool CanUndo => _undo is not null;

    /// <param name="undo">Takes it back and says so; null: there is no way back.</param>
    public void Say(string? said, Func<Task<string>>? undo = null)
    {
        (Said, _undo) = (said, undo);
        if (said is not null)
        {
            _ = ForgetAsync(said, undo);
        }
    }

    public async Task UndoAsync()
    {
        if (_undo is { } undo)
        {
            _undo = null;
            Say(await undo());
        }
    }

    private async Task ForgetAsync(string said, Func<Task<string>>? undo)
    {
        await Task.Delay(UndoVisit.Delay, leaving);
        if (Said == said && _undo == undo)
        {
            (Said, _undo) = (null, null);
            onForgotten();
        }
    }
}
