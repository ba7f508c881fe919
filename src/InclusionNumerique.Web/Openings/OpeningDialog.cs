using InclusionNumerique.Openings;
using InclusionNumerique.Web.Shell;
using InclusionNumerique.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Openings;

/// <summary>A dialog whose change may leave appointments without an opening: it shows them, and asks again.</summary>
public abstract class OpeningDialog : DeskPage
{
    /// <summary>Told what was done, in words.</summary>
    [Parameter]
    public EventCallback<string> OnSaved { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private protected OpeningQueries Queries { get; set; } = null!;

    private protected EditDialog? Dialog { get; set; }

    private protected Outcome Outcome { get; set; } = Outcome.Done;

    private protected IReadOnlyList<AppointmentToMove> Conflicts { get; private set; } = [];

    /// <summary>Appointments would be left; sending again confirms.</summary>
    private protected bool IsAsked { get; private set; }

    private protected Task StoreAsync(OpeningForm form, Func<Task<Outcome>> verb, string said) => OnceAsync(async () =>
    {
        form.IsConfirmed = IsAsked;
        Outcome = await verb();
        IsAsked = Outcome.MessageFor(OpeningForm.ConflictsField) is not null;
        Conflicts = IsAsked ? await Queries.ConflictsAsync(form.Conflicts, Actor, Leaving) : [];
        if (Outcome.IsDone)
        {
            await OnSaved.InvokeAsync(said);
            await Dialog!.CloseAsync();
        }
    });

    private protected string SaveLabel(string usual = "Enregistrer") => IsAsked ? "Enregistrer quand même" : usual;

    private protected string? Of(string field) => Outcome.MessageFor(field);
}
