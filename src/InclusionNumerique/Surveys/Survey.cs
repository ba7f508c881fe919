using InclusionNumerique.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Surveys;

public enum SurveyState : short
{
    Draft = 1,

    /// <summary>Answers are taken.</summary>
    Open = 2,
    Closed = 3,
}

/// <summary>A questionnaire given to a public. What it asks stands in its versions; what was answered in <see cref="SurveyResponse"/>, which names nobody.</summary>
public sealed class Survey
{
    public const int TitleMost = 150;
    public const int PurposeMost = 1500;
    public const int CodeLength = 6;

    public Guid Id { get; init; }

    /// <summary>In the public address: /q/{code}.</summary>
    public required string Code { get; init; }

    public required string Title { get; set; }

    /// <summary>Who asks, what for, and what becomes of it; the first thing a respondent reads.</summary>
    public required string Purpose { get; set; }

    public SurveyState State { get; set; } = SurveyState.Draft;

    /// <summary>Anybody who has the address may answer; otherwise only with an invitation or help.</summary>
    public bool IsOpenToAll { get; set; } = true;

    /// <summary>Languages beside French, by their two letters.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Last day on which answers are taken.</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>Where the product answers, "https://…": of the links in invitations, which leave without a page being open.</summary>
    public string? Address { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public List<SurveyVersion> Versions { get; } = [];

    public List<SurveyPopulation> Populations { get; } = [];

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Survey>
    {
        public void Configure(EntityTypeBuilder<Survey> builder)
        {
            builder.Property(s => s.Code).HasMaxLength(CodeLength);
            builder.HasIndex(s => s.Code).IsUnique();
            builder.Property(s => s.Title).HasMaxLength(TitleMost);
            builder.Property(s => s.Purpose).HasMaxLength(PurposeMost);
            builder.Property(s => s.Address).HasMaxLength(200);
            builder.Property(s => s.Version).IsRowVersion();
        }
    }
}

/// <summary>What a survey asks: the draft that is being written, or frozen once it has been opened. Whoever has begun on a version ends on it.</summary>
public sealed class SurveyVersion
{
    public Guid SurveyId { get; init; }

    /// <summary>From 1.</summary>
    public required short Number { get; init; }

    /// <summary>A <see cref="SurveyForm"/>.</summary>
    public required string Form { get; set; }

    /// <summary>Null while it may still be edited.</summary>
    public DateTimeOffset? FrozenAt { get; set; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyVersion>
    {
        public void Configure(EntityTypeBuilder<SurveyVersion> builder)
        {
            builder.HasKey(v => new { v.SurveyId, v.Number });
            builder.HasOne<Survey>().WithMany(s => s.Versions).HasForeignKey(v => v.SurveyId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(v => v.Form).HasColumnType("jsonb");
            builder.HasIndex(v => v.SurveyId).IsUnique().HasFilter("frozen_at IS NULL").HasDatabaseName("ux_survey_versions_one_draft");
            builder.Property(v => v.Version).IsRowVersion();
        }
    }
}

/// <summary>How many people of an institution the survey is meant for: the base of its response rate.</summary>
public sealed class SurveyPopulation
{
    public Guid SurveyId { get; init; }

    public required int InstitutionId { get; init; }

    public required int People { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyPopulation>
    {
        public void Configure(EntityTypeBuilder<SurveyPopulation> builder)
        {
            builder.HasKey(p => new { p.SurveyId, p.InstitutionId });
            builder.HasOne<Survey>().WithMany(s => s.Populations).HasForeignKey(p => p.SurveyId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Institution>().WithMany().HasForeignKey(p => p.InstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(t => t.HasCheckConstraint("ck_survey_populations_people", "people BETWEEN 0 AND 1000000"));
        }
    }
}

/// <summary>A text of a survey in another language. Missing ones are shown in French.</summary>
public sealed class SurveyTranslation
{
    public Guid SurveyId { get; init; }

    /// <summary>Two letters.</summary>
    public required string Language { get; init; }

    /// <summary>"titre", "but", or what the text belongs to: "P10", "P10:aide", "P10:moins", "P10:plus", "P10:unite", "P10.1", a block's id, a block's id and ":intro".</summary>
    public required string Key { get; init; }

    /// <summary>The French text that was translated: once it differs from what is asked, the translation is to be looked at again.</summary>
    public required string Source { get; set; }

    public required string Text { get; set; }

    /// <summary>Somebody who speaks the language has read it; machine-made ones start unchecked.</summary>
    public bool IsChecked { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyTranslation>
    {
        public void Configure(EntityTypeBuilder<SurveyTranslation> builder)
        {
            builder.HasKey(t => new { t.SurveyId, t.Language, t.Key });
            builder.HasOne<Survey>().WithMany().HasForeignKey(t => t.SurveyId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(t => t.Language).HasMaxLength(2);
            builder.Property(t => t.Key).HasMaxLength(40);
            builder.Property(t => t.Source).HasMaxLength(Survey.PurposeMost);
            builder.Property(t => t.Text).HasMaxLength(Survey.PurposeMost);
        }
    }
}
