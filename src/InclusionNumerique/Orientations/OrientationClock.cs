using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InclusionNumerique.Orientations;

/// <summary>How long a state may last, in working days. The clock reminds and escalates; it never ends anything by itself.</summary>
public sealed class OrientationClock
{
    public const int DaysMost = 120;

    public required OrientationState State { get; init; }

    /// <summary>Working days until whoever owes the next action is reminded; for an appointment or an expected person, after its day.</summary>
    public required short RemindAfter { get; set; }

    /// <summary>Working days until the coordinator sees it too, counted from the same day.</summary>
    public required short EscalateAfter { get; set; }

    public uint Version { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrientationClock>
    {
        public void Configure(EntityTypeBuilder<OrientationClock> builder)
        {
            builder.ToTable("orientation_clocks", t => t.HasCheckConstraint(
                "ck_orientation_clocks", "state BETWEEN 1 AND 8 AND remind_after BETWEEN 0 AND 120 AND escalate_after BETWEEN remind_after AND 120"));
            builder.HasKey(c => c.State);
            builder.Property(c => c.Version).IsRowVersion();
            // Defaults of the design; a coordinator changes them.
            builder.HasData(
                new { State = OrientationState.Sent, RemindAfter = (short)2, EscalateAfter = (short)5 },
                new { State = OrientationState.Acknowledged, RemindAfter = (short)5, EscalateAfter = (short)10 },
                new { State = OrientationState.AppointmentSet, RemindAfter = (short)1, EscalateAfter = (short)5 },
                new { State = OrientationState.Expected, RemindAfter = (short)2, EscalateAfter = (short)7 },
                new { State = OrientationState.Arrived, RemindAfter = (short)11, EscalateAfter = (short)16 },
                new { State = OrientationState.Supported, RemindAfter = (short)21, EscalateAfter = (short)31 },
                new { State = OrientationState.NoShow, RemindAfter = (short)3, EscalateAfter = (short)8 },
                new { State = OrientationState.Refused, RemindAfter = (short)3, EscalateAfter = (short)8 });
        }
    }
}
