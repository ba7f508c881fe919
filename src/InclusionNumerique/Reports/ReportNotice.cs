using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Reports;

/// <summary>Who asked for a report has not been told yet that it is issued, or that it could not be.</summary>
public sealed class ReportNotice
{
    public required Guid ReportId { get; init; }

    public required Guid ProfessionalId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReportNotice>
    {
        public void Configure(EntityTypeBuilder<ReportNotice> builder)
        {
            builder.ToTable("report_notices");
            builder.HasKey(n => n.ReportId);
            builder.HasIndex(n => n.ProfessionalId);
            builder.HasOne<Report>().WithMany().HasForeignKey(n => n.ReportId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Professional>().WithMany().HasForeignKey(n => n.ProfessionalId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
