using InclusionNumerique.Access;
using InclusionNumerique.Sites;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Staff;

/// <summary>A person of the house who signs in. The user name is the e-mail address.</summary>
public sealed class Professional : IdentityUser<Guid>
{
    public const int NameMost = 80;

    public required string DisplayName { get; set; }

    public List<Role> Roles { get; set; } = [];

    public int? InstitutionId { get; set; }

    public Institution? Institution { get; set; }

    public List<Site> Sites { get; } = [];

    /// <summary>Null: not known; such a person is only concerned by trainings for everybody.</summary>
    public Mission? Mission { get; set; }

    /// <summary>Who may register the person for trainings.</summary>
    public Guid? ManagerId { get; set; }

    /// <summary>The site worked at today, chosen in the header.</summary>
    public int? CurrentSiteId { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Since then the monthly letter is not sent to this person; null: it is.</summary>
    public DateTimeOffset? LetterStoppedAt { get; set; }

    /// <summary>SHA-256 of the single-use secret that lets the person choose a password.</summary>
    public byte[]? InvitationHash { get; set; }

    public DateTimeOffset? InvitationExpiresAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Professional>
    {
        public void Configure(EntityTypeBuilder<Professional> builder)
        {
            builder.ToTable("professionals");
            builder.Property(p => p.DisplayName).HasMaxLength(NameMost);
            builder.PrimitiveCollection(p => p.Roles).ElementType().HasConversion<short>();
            builder.HasOne(p => p.Institution).WithMany().HasForeignKey(p => p.InstitutionId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(p => p.Sites).WithMany().UsingEntity("professional_sites");
            builder.HasOne<Site>().WithMany().HasForeignKey(p => p.CurrentSiteId).OnDelete(DeleteBehavior.SetNull);
            builder.HasOne<Professional>().WithMany().HasForeignKey(p => p.ManagerId).OnDelete(DeleteBehavior.SetNull);
            builder.HasIndex(p => p.InvitationHash).IsUnique();
        }
    }
}
