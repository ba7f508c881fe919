using InclusionNumerique.Sessions;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Visitors;

/// <summary>The competence areas of DigComp 2.2.</summary>
public enum DigCompArea : short
{
    Information = 1,
    Communication = 2,
    Content = 3,
    Safety = 4,
    ProblemSolving = 5,
}

/// <summary>One version of the common assessment grid. A change makes a new version: what was answered before keeps its own.</summary>
public sealed class AssessmentGrid
{
    public const int QuestionsMost = 10;

    /// <summary>Its version, from 1; the highest one is in use.</summary>
    public int Id { get; init; }

    /// <summary>Score, in percent, from which the help is "mise en autonomie"; below, it is "urgence numérique".</summary>
    public required short InclusionFrom { get; init; }

    /// <summary>Score, in percent, from which the help is "montée en compétences".</summary>
    public required short SkillsFrom { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: delivered with the product.</summary>
    public Guid? CreatedById { get; init; }

    public List<GridQuestion> Questions { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<AssessmentGrid>
    {
        public void Configure(EntityTypeBuilder<AssessmentGrid> builder)
        {
            builder.Property(g => g.Id).ValueGeneratedNever();
            builder.HasOne<Professional>().WithMany().HasForeignKey(g => g.CreatedById).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(t => t.HasCheckConstraint("ck_assessment_grids_levels", "0 < inclusion_from AND inclusion_from < skills_from AND skills_from <= 100"));
        }
    }
}

public sealed class GridQuestion
{
    public const int TextMost = 160;

    public required int GridId { get; init; }

    /// <summary>From 0.</summary>
    public required short Position { get; init; }

    /// <summary>Said in the first person, as it is read aloud: "J’ouvre ma boîte mail".</summary>
    public required string Text { get; init; }

    public required DigCompArea Area { get; init; }

    /// <summary>Must be done alone to be sent to the kiosk.</summary>
    public bool IsForKiosk { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<GridQuestion>
    {
        public void Configure(EntityTypeBuilder<GridQuestion> builder)
        {
            builder.HasKey(q => new { q.GridId, q.Position });
            builder.Property(q => q.Text).HasMaxLength(TextMost);
            builder.HasOne<AssessmentGrid>().WithMany(g => g.Questions).HasForeignKey(q => q.GridId).OnDelete(DeleteBehavior.Cascade);
            builder.ToTable(t => t.HasCheckConstraint("ck_grid_questions_position", $"position BETWEEN 0 AND {AssessmentGrid.QuestionsMost - 1}"));
        }
    }
}

/// <summary>One passing of the grid, side by side with the person.</summary>
public sealed class Assessment
{
    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    public required Guid VisitorId { get; set; }

    public Visitor? Visitor { get; init; }

    public required int GridId { get; init; }

    public AssessmentGrid? Grid { get; init; }

    /// <summary>In the order of the questions: 2 alone, 1 with help, 0 not; -1 passed over.</summary>
    public required short[] Answers { get; init; }

    /// <summary>0 to 100: points over the points of the questions answered.</summary>
    public required short Score { get; init; }

    public required HelpLevel Level { get; init; }

    public required bool IsKioskAlone { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ById { get; init; }

    public Professional? By { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Assessment>
    {
        public void Configure(EntityTypeBuilder<Assessment> builder)
        {
            builder.HasOne(a => a.Visitor).WithMany().HasForeignKey(a => a.VisitorId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(a => a.Grid).WithMany().HasForeignKey(a => a.GridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(a => a.By).WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
            builder.HasQueryFilter(a => a.Visitor!.RemovedAt == null);
            builder.HasIndex(a => new { a.VisitorId, a.At });
            builder.ToTable(t => t.HasCheckConstraint("ck_assessments_score", "score BETWEEN 0 AND 100 AND level BETWEEN 1 AND 3"));
        }
    }
}
