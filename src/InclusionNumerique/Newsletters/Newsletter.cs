using System.Text.Json;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Newsletters;

/// <summary>The letter's sections. Each number is stored: a new kind takes a new one.</summary>
public enum SectionKind : short
{
    Word = 1,
    Figures = 2,
    Coming = 3,
    Memos = 4,
}

/// <param name="Text">Plain text, shown as a memo's is.</param>
/// <param name="IsLeftOut">Kept in the draft, not in the letter.</param>
public sealed record NewsletterSection(SectionKind Kind, string Text, bool IsLeftOut = false);

/// <summary>The letter of a month: a draft until it is sent, then the same for ever, which the database sees to.</summary>
public sealed class Newsletter
{
    public const int TextMost = 6000;
    public const int AddressMost = 200;

    /// <summary>Made by the client.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its first day; one letter a month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>In the order of the letter; replaced whole.</summary>
    public required IReadOnlyList<NewsletterSection> Sections { get; set; }

    public required Guid CreatedById { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public Guid? SentById { get; set; }

    public Professional? SentBy { get; init; }

    /// <summary>Where the product answered when the letter was sent, with a last slash: what its links begin with.</summary>
    public string? Address { get; set; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Newsletter>
    {
        public void Configure(EntityTypeBuilder<Newsletter> builder)
        {
            builder.ToTable("newsletters", t =>
            {
                t.HasCheckConstraint("ck_newsletters_month", "extract(day FROM month) = 1");
                t.HasCheckConstraint("ck_newsletters_sent", "(sent_at IS NULL) = (sent_by_id IS NULL) AND (sent_at IS NULL) = (address IS NULL)");
            });
            builder.Property(n => n.Sections).HasColumnType("jsonb").HasConversion(
                sections => JsonSerializer.Serialize(sections, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<List<NewsletterSection>>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<IReadOnlyList<NewsletterSection>>((a, b) => a!.SequenceEqual(b!), s => s.Aggregate(0, (hash, x) => HashCode.Combine(hash, x)), s => s));
            builder.Property(n => n.Address).HasMaxLength(AddressMost);
            builder.Property(n => n.Version).IsRowVersion();
            builder.HasIndex(n => n.Month).IsUnique();
            builder.HasOne<Professional>().WithMany().HasForeignKey(n => n.CreatedById).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(n => n.SentBy).WithMany().HasForeignKey(n => n.SentById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
