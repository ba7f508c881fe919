namespace InclusionNumerique;

/// <summary>Why a form was refused: the form's property it concerns ("" for the whole form) and a French sentence.</summary>
/// <param name="IsWarning">The author may confirm and send the form again.</param>
public sealed record Refusal(string Field, string Message, bool IsWarning = false);

/// <summary>What a verb answers: done, refused with reasons shown beside the fields, or forbidden to this actor.</summary>
public sealed record Outcome
{
    private Outcome(bool isForbidden, params IReadOnlyList<Refusal> refusals)
    {
        IsForbidden = isForbidden;
        Refusals = refusals;
    }

    public static Outcome Done { get; } = new(false);

    public static Outcome Forbidden { get; } =
        new(true, new Refusal("", "Vos droits ne permettent pas cette action ici. Rien n’a été modifié."));

    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsForbidden { get; }

    public bool IsDone => Refusals.Count == 0;

    public static Outcome Refused(string field, string message) => new(false, new Refusal(field, message));

    /// <summary>Done when the list is empty.</summary>
    public static Outcome From(IReadOnlyList<Refusal> refusals) => refusals.Count == 0 ? Done : new(false, refusals);

    public string? MessageFor(string field) => Refusals.FirstOrDefault(r => r.Field == field)?.Message;
}
