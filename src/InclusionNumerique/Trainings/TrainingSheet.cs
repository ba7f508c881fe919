using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Trainings;

public enum TrainingMoment : short
{
    Before = 1,
    After = 2,
}

/// <summary>One person's answers before or after a session. It names nobody: no account, no time finer than the day, an id that tells no order.</summary>
public sealed class TrainingSheet
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required TrainingMoment Moment { get; init; }

    /// <summary>Of the code that the person alone can derive, see <see cref="PairCode"/>: the same before and after.</summary>
    public required byte[] PairHash { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>As the person says, who may leave it out.</summary>
    public Mission? Mission { get; init; }

    public List<TrainingRating> Ratings { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingSheet>
    {
        public void Configure(EntityTypeBuilder<TrainingSheet> builder)
        {
            builder.HasOne<TrainingSession>().WithMany().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(s => new { s.SessionId, s.Moment, s.PairHash }).IsUnique();
        }
    }
}

public sealed class TrainingRating
{
    public const int Least = 1;
    public const int Most = 8;

    public Guid SheetId { get; init; }

    public required int ItemId { get; init; }

    public required short Value { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TrainingRating>
    {
        public void Configure(EntityTypeBuilder<TrainingRating> builder)
        {
            builder.HasKey(r => new { r.SheetId, r.ItemId });
            builder.HasOne<TrainingSheet>().WithMany(s => s.Ratings).HasForeignKey(r => r.SheetId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<TrainingItem>().WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Restrict);
            builder.ToTable(t => t.HasCheckConstraint("ck_training_ratings_scale", $"value BETWEEN {Least} AND {Most}"));
        }
    }
}
