using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Reports;

/// <summary>What was issued, as it was: the page, the files, and the lines by which a figure is found again. The database refuses to change or delete it.</summary>
public sealed class IssuedReport
{
    public required Guid Id { get; init; }

    /// <summary>Made of the product's own pages, with every text of a person written as text.</summary>
    public required string Html { get; init; }

    /// <summary>Null where the machine has no browser to print with.</summary>
    public required byte[]? Pdf { get; init; }

    public required byte[] Workbook { get; init; }

    /// <summary>SHA-256, told by the database itself.</summary>
    public byte[]? PdfHash { get; init; }

    public byte[] WorkbookHash { get; init; } = [];

    /// <summary>Every row of every table, one on each line.</summary>
    public required string Lines { get; init; }

    // Null: hidden, or not counted.
    public required long? Visits { get; init; }

    public required long? Sessions { get; init; }

    public required long? Requests { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IssuedReport>
    {
        public void Configure(EntityTypeBuilder<IssuedReport> builder)
        {
            builder.ToTable("issued_reports");
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.PdfHash).HasComputedColumnSql("sha256(pdf)", stored: true);
            builder.Property(r => r.WorkbookHash).HasComputedColumnSql("sha256(workbook)", stored: true);
            builder.HasOne<Report>().WithOne().HasForeignKey<IssuedReport>(r => r.Id).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
