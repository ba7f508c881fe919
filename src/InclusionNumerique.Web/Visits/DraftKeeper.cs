using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Web.Visits;

/// <summary>Keeps a form's content in the database, at most two seconds behind the typing. Lives on one circuit, used from its thread alone.</summary>
public sealed class DraftKeeper(string formName, SaveDraft saveDraft, DiscardDraft discardDraft, CancellationToken leaving)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _typed;
    private int _kept;
    private bool _isRunning;

    /// <summary>The database did not take the last save; the next change or second tries again.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>Says that the form has changed. Returns once the latest change is kept.</summary>
    /// <param name="content">The form as it is when it is saved, not when this is called.</param>
    public async Task KeepAsync(Guid entryId, Func<string> content, Actor actor)
    {
        _typed++;
        if (_isRunning)
        {
            return;
        }

        _isRunning = true;
        try
        {
            while (_kept < _typed)
            {
                await Task.Delay(Pause, leaving);
                var saving = _typed;
                if (_kept < saving && await TryAsync(new SaveDraft.Form(formName, entryId, content()), actor))
                {
                    _kept = Math.Max(_kept, saving);
                }
            }
        }
        finally
        {
            _isRunning = false;
        }
    }

    public async Task ForgetAsync(Actor actor)
    {
        _kept = _typed;
        await discardDraft.ExecuteAsync(new DiscardDraft.Form(formName), actor, CancellationToken.None);
    }

    private async Task<bool> TryAsync(SaveDraft.Form form, Actor actor)
    {
        try
        {
            await saveDraft.ExecuteAsync(form, actor, CancellationToken.None);
            IsFailing = false;
            return true;
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            IsFailing = true;
            return false;
        }
    }
}
