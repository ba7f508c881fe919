namespace InclusionNumerique.Trainings;

/// <summary>Somebody whom a module concerns, and by which line of its audience: a compulsory one before the others, then the first.</summary>
public sealed class TrainingConcern
{
    public Guid ProfessionalId { get; init; }

    /// <summary>Of the audience's line, see <see cref="TrainingAudience.Position"/>.</summary>
    public short Line { get; init; }

    public bool IsCompulsory { get; init; }
}
