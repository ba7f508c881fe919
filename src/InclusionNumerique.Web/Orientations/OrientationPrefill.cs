using InclusionNumerique.Access;
using InclusionNumerique.Lists;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Web.Orientations;

/// <summary>What the form starts from: a visit, an appointment, a file, or a wrong orientation that it puts right.</summary>
public sealed record OrientationPrefill(OrientationStart? Start = null, OrientationDetail? Parent = null, string? Warning = null)
{
    /// <summary>Reads it and fills in what is known already.</summary>
    public static async Task<OrientationPrefill> ReadAsync(
        OrientationQueries queries, OrientationForm form, (Guid? Visit, Guid? Appointment, Guid? File, Guid? Parent) from, IReadOnlyList<Choice> themes, Actor actor, CancellationToken leaving)
    {
        var prefill = new OrientationPrefill();
        if (from.Visit is not null || from.Appointment is not null || from.File is not null)
        {
            prefill = await queries.StartAsync(from.Visit, from.Appointment, from.File, actor, leaving) is { } start
                ? prefill with { Start = start }
                : prefill with { Warning = "Ce dont vous partez n’existe plus, n’a pas de fiche ou n’est pas de vos sites : l’orientation commence vide." };
        }

        if (prefill.Start is { } known)
        {
            (form.FromVisitId, form.VisitorId, form.Need, form.Urgency) = (known.VisitId, known.VisitorId, known.Need, known.Urgency ?? Urgency.None);
            (form.ThemeId, form.Autonomy) = (known.ThemeId, known.Autonomy);
        }

        return from.Parent is { } id ? await ResumeAsync(prefill, queries, form, id, themes, actor, leaving) : prefill;
    }

    private static async Task<OrientationPrefill> ResumeAsync(
        OrientationPrefill prefill, OrientationQueries queries, OrientationForm form, Guid id, IReadOnlyList<Choice> themes, Actor actor, CancellationToken leaving)
    {
        if (await queries.OneAsync(id, actor, leaving) is not { } parent || !OrientationRules.NextOf(parent.Row.State, [.. parent.Sides]).Contains(OrientationState.Redirected))
        {
            return prefill with { Warning = "L’orientation à reprendre n’existe plus, a déjà été reprise ou ne peut pas l’être d’ici : celle-ci en est une nouvelle." };
        }

        (form.ParentId, form.Need, form.Urgency) = (id, parent.Row.Need, parent.Row.Urgency);
        form.WrongReason = parent.Row.Reason is { } why && OrientationRules.ReasonsOf(OrientationState.Redirected).Contains(why) ? why : null;
        form.ThemeId = themes.FirstOrDefault(t => t.Label == parent.Row.Theme)?.Id;
        return prefill with { Parent = parent };
    }
}
