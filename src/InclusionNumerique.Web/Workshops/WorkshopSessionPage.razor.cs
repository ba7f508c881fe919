using InclusionNumerique.Access;
using InclusionNumerique.Workshops;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Workshops;

/// <summary>One session: who is registered, and from the day itself on who is there.</summary>
public sealed partial class WorkshopSessionPage
{
    private WorkshopSessionDetail? _session;
    private IReadOnlyList<WorkshopPlaceRow> _places = [];
    private Guid _walkInId = Guid.CreateVersion7();
    private Dialog _dialog;
    private int? _followed;
    private string? _said;
    private string? _problem;
    private bool _isLoaded;

    private enum Dialog
    {
        None,
        Change,
        Copy,
        Cancel,
    }

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "visite")]
    private string? Visit { get; set; }

    [SupplyParameterFromQuery(Name = "fiche")]
    private string? File { get; set; }

    private bool IsWorkshop => _session!.Row.Kind == WorkshopKind.Workshop;

    private bool IsStarted => _session!.Row.State != WorkshopState.Cancelled && _session.Row.StartsAt.ToParis().Date <= Clock.GetUtcNow().ToParis().Date;

    private bool IsOpen => IsStarted && Actor.May(nameof(MarkAttendance), _session!.Row.SiteId);

    private bool CanSeeAll => Actor.ReachOf("WorkshopQueries.PlacesAsync") is Reach.All or Reach.Sites && (Actor.Has(Role.Coordinator) || Actor.SiteIds.Contains(_session!.Row.SiteId));

    protected override async Task OnParametersSetAsync()
    {
        if (_session?.Row.Id != Id)
        {
            (_said, _problem) = (null, null);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        await NextAsync(ReadAsync);
        _isLoaded = true;
        if (_session is { Row.SiteId: var site } && site != _followed)
        {
            _followed = site;
            await FollowAsync(site);
        }
    }

    protected override async Task ReadAsync()
    {
        _session = await Queries.SessionAsync(Id, Actor, Leaving);
        _places = await Queries.PlacesAsync(Id, Actor, Leaving);
    }

    private Task TellAsync((WorkshopPlaceRow Place, bool IsTold) told) =>
        DoAsync(() => TellPlace.ExecuteAsync(new(told.Place.Id, told.IsTold), Actor, CancellationToken.None), told.IsTold ? $"{WorkshopWords.Place(told.Place)} : prévenue." : null);

    private Task MarkAsync((WorkshopPlaceRow Place, Attendance? Attendance) mark) => DoAsync(() => Acts.MarkAsync(mark.Place.Id, mark.Attendance, Actor), null);

    private Task CancelAsync(WorkshopPlaceRow place) => DoAsync(() => Acts.CancelPlaceAsync(place.Id, Actor), $"{WorkshopWords.Place(place)} : {(place.IsWalkIn ? "retirée de la liste" : "désinscrite")}.");

    private async Task WalkInAsync()
    {
        await DoAsync(() => Acts.AddWalkInAsync(_walkInId, Id, Actor), "Une personne venue sans inscription est comptée.");
        // The same tap, sent again because no answer came, adds nobody.
        _walkInId = _problem is null && Trouble is null ? Guid.CreateVersion7() : _walkInId;
    }

    private async Task DoAsync(Func<Task<Outcome>> act, string? said)
    {
        (_said, _problem) = (null, null);
        await OnceAsync(async () =>
        {
            var outcome = await act();
            _said = outcome.IsDone ? said : null;
            _problem = outcome.IsDone ? null : outcome.Refusals[0].Message;
        });
        if (Trouble is null)
        {
            await LoadAsync();
        }
    }

    private async Task SavedAsync(Guid id)
    {
        if (id == Id)
        {
            await SayAsync("La séance est enregistrée.");
        }
        else
        {
            Navigation.NavigateTo($"/ateliers/{id}");
        }
    }

    private Task SayAsync(string said)
    {
        (_said, _problem) = (said, null);
        return LoadAsync();
    }

    private void Close() => _dialog = Dialog.None;
}
