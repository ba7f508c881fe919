using System.Security.Claims;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace InclusionNumerique.Web.Shell;

/// <summary>What every staff page needs: who acts now, a token that ends with the page, and a guard against the same click twice.</summary>
public abstract class DeskPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private Task _work = Task.CompletedTask;

    protected DeskPage() => Leaving = _leaving.Token;

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = null!;

    [Inject]
    private ActorLoader Actors { get; set; } = null!;

    /// <summary>As of the last <see cref="OnceAsync"/> or <see cref="LoadActorAsync"/>.</summary>
    protected Actor Actor { get; private set; } = Actor.Nobody;

    /// <summary>Still readable once the page is left: a page whose address changes under it loads while it goes.</summary>
    protected CancellationToken Leaving { get; }

    protected bool IsBusy { get; private set; }

    /// <summary>What to tell when the database did not answer the last <see cref="OnceAsync"/>.</summary>
    protected string? Trouble { get; private set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the rights again: they may have changed since the page was opened.</summary>
    protected async Task LoadActorAsync()
    {
        var user = (await SignedIn).User;
        Actor = Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await Actors.LoadAsync(id, Leaving)
            : Actor.Nobody;
    }

    /// <summary>Runs the work with fresh rights, unless a work is already running: what is pressed twice is done once.</summary>
    protected Task OnceAsync(Func<Task> work) => IsBusy ? Task.CompletedTask : _work = RunAsync(work);

    /// <summary>Runs the work with fresh rights, after the one that is running: what an address asks for, or a way back, is not dropped. Never from inside a work of the same page.</summary>
    protected async Task NextAsync(Func<Task> work)
    {
        while (IsBusy)
        {
            await _work.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        await OnceAsync(work);
    }

    private async Task RunAsync(Func<Task> work)
    {
        IsBusy = true;
        Trouble = null;
        try
        {
            await LoadActorAsync();
            await work();
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            Trouble = DatabaseTrouble.Message;
        }
        finally
        {
            IsBusy = false;
        }
    }
}
