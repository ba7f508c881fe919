using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Shell;

/// <summary>A part of a page that shows a site as it is now: it reads again at each change there, and looks by itself when nobody tells it anything.</summary>
public abstract class LivePane : DeskPage
{
    // A net under the feed; it also keeps "attend depuis" right.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PaceAlone = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(75);

    private IDisposable? _subscription;
    private Task _reading = Task.CompletedTask;
    private bool _hasNews;
    private bool _isFailing;

    [Inject]
    private DeskFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>When the pane was last read; null: never.</summary>
    protected DateTimeOffset? ReadAt { get; private set; }

    /// <summary>What is shown may be over.</summary>
    protected bool IsStale => ReadAt is { } readAt && (_isFailing || Time.GetUtcNow() - readAt > StaleAfter);

    /// <summary>Reads what the pane shows, with <see cref="DeskPage.Actor"/> as of now.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Reads for the first time, then at each change of the site.</summary>
    protected async Task FollowAsync(int siteId)
    {
        var isFirst = _subscription is null;
        _subscription?.Dispose();
        _subscription = Feed.Subscribe(siteId, () => _ = InvokeAsync(RefreshAsync));
        await RefreshAsync();
        if (isFirst)
        {
            Leaving.Register(() => _subscription?.Dispose());
            _ = LookAsync();
        }
    }

    /// <summary>Reads now. While a read is under way, another follows it, and this returns after both.</summary>
    protected Task RefreshAsync()
    {
        _hasNews = true;
        if (_reading.IsCompleted)
        {
            _reading = ReadAllAsync();
        }

        return _reading;
    }

    /// <summary>Shows what was read.</summary>
    protected virtual void Changed() => StateHasChanged();

    private async Task ReadAllAsync()
    {
        try
        {
            while (_hasNews)
            {
                _hasNews = false;
                await LoadActorAsync();
                await ReadAsync();
                (ReadAt, _isFailing) = (Time.GetUtcNow(), false);
            }
        }
        catch (Exception e) when (DatabaseTrouble.Is(e))
        {
            _isFailing = true;
        }

        Changed();
    }

    private async Task LookAsync()
    {
        while (true)
        {
            await Task.Delay(Feed.IsConnected && !_isFailing ? Pace : PaceAlone, Leaving);
            await RefreshAsync();
        }
    }
}
