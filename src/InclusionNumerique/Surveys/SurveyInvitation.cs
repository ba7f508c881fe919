using InclusionNumerique.Appointments;
using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Surveys;

/// <summary>
/// Somebody who is asked to answer, and whether they have begun: never what. The secret of their link is made when the e-mail goes and stands nowhere else; its use is noted
/// twice, under two prints that do not lead to each other, at two times (decision 23).
/// </summary>
public sealed class SurveyInvitation
{
    /// <summary>Random.</summary>
    public Guid Id { get; init; }

    public required Guid SurveyId { get; init; }

    public required string Email { get; init; }

    public int? InstitutionId { get; init; }

    public required SurveyAudience Audience { get; init; }

    /// <summary>See <see cref="SurveyToken.PersonPrint"/>; of the last e-mail that went.</summary>
    public byte[]? TokenPrint { get; set; }

    /// <summary>Noted at a gathering, with all others of the survey.</summary>
    public bool HasBegun { get; set; }

    public short Reminders { get; set; }

    public required DateOnly InvitedOn { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyInvitation>
    {
        public void Configure(EntityTypeBuilder<SurveyInvitation> builder)
        {
            builder.HasOne<Survey>().WithMany().HasForeignKey(i => i.SurveyId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Institution>().WithMany().HasForeignKey(i => i.InstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.Property(i => i.Email).HasMaxLength(Appointment.EmailMost);
            builder.HasIndex(i => new { i.SurveyId, i.Email }).IsUnique();
            builder.HasIndex(i => i.TokenPrint).IsUnique().HasFilter("token_print IS NOT NULL");
        }
    }
}

/// <summary>A link that was used: by its other print, which no invitation holds.</summary>
public sealed class SurveySpentToken
{
    public required byte[] Print { get; init; }

    public required Guid SurveyId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveySpentToken>
    {
        public void Configure(EntityTypeBuilder<SurveySpentToken> builder)
        {
            builder.HasKey(t => t.Print);
            builder.HasOne<Survey>().WithMany().HasForeignKey(t => t.SurveyId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
