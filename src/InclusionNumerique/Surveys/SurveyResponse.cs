using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Surveys;

/// <summary>How the answers came. Told with the results: a person who is helped answers otherwise.</summary>
public enum SurveyMode : short
{
    Alone = 1,

    /// <summary>With somebody of the house, whose institution is kept.</summary>
    Helped = 2,

    /// <summary>Alone, on the tablet of the site.</summary>
    Kiosk = 3,

    /// <summary>Copied from a sheet.</summary>
    Paper = 4,

    /// <summary>Taken over from another tool.</summary>
    Imported = 5,
}

/// <summary>
/// One person's answers as they are kept. It names nobody and leads to nobody: no address, no device, no time finer than the week, an id that is drawn anew whenever rows
/// are stored, and a place in the table that tells no order (decision 23).
/// </summary>
public sealed class SurveyResponse
{
    /// <summary>Random.</summary>
    public Guid Id { get; init; }

    public required Guid SurveyId { get; init; }

    public required short Number { get; init; }

    public required SurveyAudience Audience { get; init; }

    /// <summary>Two letters.</summary>
    public required string Language { get; init; }

    public required SurveyMode Mode { get; init; }

    /// <summary>Of who helped.</summary>
    public int? HelperInstitutionId { get; init; }

    /// <summary>Monday.</summary>
    public required DateOnly Week { get; init; }

    /// <summary>Sent by the respondent; otherwise broken off: what is there counts, question by question.</summary>
    public required bool IsComplete { get; init; }

    /// <summary><see cref="SurveyAnswers"/>.</summary>
    public required string Answers { get; init; }

    /// <summary>What this person saw in an order of their own, see <see cref="SurveyRoute.Order"/>.</summary>
    public required string Order { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyResponse>
    {
        public void Configure(EntityTypeBuilder<SurveyResponse> builder)
        {
            builder.HasOne<SurveyVersion>().WithMany().HasForeignKey(r => new { r.SurveyId, r.Number }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Institution>().WithMany().HasForeignKey(r => r.HelperInstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.Property(r => r.Language).HasMaxLength(2);
            builder.Property(r => r.Answers).HasColumnType("jsonb");
            builder.Property(r => r.Order).HasColumnType("jsonb");
            builder.ToTable(t => t.HasCheckConstraint("ck_survey_responses_week", "extract(isodow FROM week) = 1 AND (helper_institution_id IS NULL OR mode IN (2, 4))"));
        }
    }
}

/// <summary>Answers on the way, found by a secret that only the respondent keeps. It leaves at the next gathering after it was sent, see <see cref="SurveyGathering"/>.</summary>
public sealed class SurveyDraft
{
    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Key { get; init; }

    public required Guid SurveyId { get; init; }

    public required short Number { get; init; }

    public required SurveyAudience Audience { get; init; }

    public required string Language { get; set; }

    public required SurveyMode Mode { get; init; }

    public int? HelperInstitutionId { get; init; }

    /// <summary>Of the orders, see <see cref="SurveyRoute"/>.</summary>
    public required int Seed { get; init; }

    /// <summary>A text column: jsonb would refuse U+0000.</summary>
    public required string Answers { get; set; }

    /// <summary>Monday of the last page saved.</summary>
    public required DateOnly Week { get; set; }

    public bool IsSent { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyDraft>
    {
        public void Configure(EntityTypeBuilder<SurveyDraft> builder)
        {
            builder.HasKey(d => d.Key);
            builder.HasOne<SurveyVersion>().WithMany().HasForeignKey(d => new { d.SurveyId, d.Number }).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Institution>().WithMany().HasForeignKey(d => d.HelperInstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.Property(d => d.Language).HasMaxLength(2);
        }
    }
}
