using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class Appointments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "sites",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_open_on_whit_monday",
                table: "sites",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "sites",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "promised_half_days",
                table: "sites",
                type: "smallint",
                nullable: false,
                defaultValue: (short)3);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                    table.CheckConstraint("ck_absences_period", "starts_at < ends_at AND reason BETWEEN 1 AND 4");
                    table.ForeignKey(
                        name: "fk_absences_users_mediator_id",
                        column: x => x.mediator_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_reasons",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    minutes = table.Column<short>(type: "smallint", nullable: false),
                    buffer_minutes = table.Column<short>(type: "smallint", nullable: false),
                    bookable_by = table.Column<short>(type: "smallint", nullable: false),
                    papers = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    place = table.Column<short>(type: "smallint", nullable: false),
                    theme_id = table.Column<int>(type: "integer", nullable: true),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_reasons", x => x.id);
                    table.CheckConstraint("ck_appointment_reasons_values", "minutes BETWEEN 5 AND 240 AND minutes % 5 = 0 AND buffer_minutes BETWEEN 0 AND 60 AND buffer_minutes % 5 = 0 AND bookable_by BETWEEN 1 AND 7");
                    table.ForeignKey(
                        name: "fk_appointment_reasons_themes_theme_id",
                        column: x => x.theme_id,
                        principalTable: "themes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feeds",
                columns: table => new
                {
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_feeds", x => x.mediator_id);
                    table.ForeignKey(
                        name: "fk_calendar_feeds_asp_net_users_mediator_id",
                        column: x => x.mediator_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "closures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    label = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closures", x => x.id);
                    table.CheckConstraint("ck_closures_period", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_closures_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "opening_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    weekday = table.Column<short>(type: "smallint", nullable: false),
                    every_weeks = table.Column<short>(type: "smallint", nullable: false),
                    starts_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    ends_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opening_rules", x => x.id);
                    table.CheckConstraint("ck_opening_rules_days", "weekday BETWEEN 1 AND 7 AND every_weeks BETWEEN 1 AND 4 AND kind IN (1, 2) AND (valid_to IS NULL OR valid_to >= valid_from)");
                    table.CheckConstraint("ck_opening_rules_hours", "starts_at < ends_at AND starts_at >= '07:00' AND ends_at <= '21:00'");
                    table.ForeignKey(
                        name: "fk_opening_rules_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opening_rules_users_mediator_id",
                        column: x => x.mediator_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason_id = table.Column<int>(type: "integer", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    blocked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "(starts_at AT TIME ZONE 'Europe/Paris')::date", stored: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    overbooking_rank = table.Column<short>(type: "smallint", nullable: false),
                    overbooking_reason = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    is_reminded = table.Column<bool>(type: "boolean", nullable: false),
                    wants_earlier_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    booked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<short>(type: "smallint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancel_reason = table.Column<short>(type: "smallint", nullable: true),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointments", x => x.id);
                    table.CheckConstraint("ck_appointments_cancel", "state BETWEEN 1 AND 8 AND (state = 7) = coalesce(cancel_reason BETWEEN 1 AND 9, false) AND (state = 8) = coalesce(cancel_reason BETWEEN 11 AND 19, false)");
                    table.CheckConstraint("ck_appointments_hold", "(state = 1) = (held_until IS NOT NULL)");
                    table.CheckConstraint("ck_appointments_overbooking", "overbooking_rank >= 0 AND (overbooking_rank > 0) = (overbooking_reason IS NOT NULL)");
                    table.CheckConstraint("ck_appointments_period", "starts_at < ends_at AND ends_at <= blocked_until AND ends_at - starts_at <= interval '8 hours'");
                    table.CheckConstraint("ck_appointments_person", "state = 1 OR visitor_id IS NOT NULL OR label IS NOT NULL");
                    table.CheckConstraint("ck_appointments_visit", "visit_id IS NULL OR state IN (3, 4, 5, 6, 8)");
                    table.ForeignKey(
                        name: "fk_appointments_appointment_reasons_reason_id",
                        column: x => x.reason_id,
                        principalTable: "appointment_reasons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_users_booked_by_id",
                        column: x => x.booked_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_users_mediator_id",
                        column: x => x.mediator_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointments_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "opening_exceptions",
                columns: table => new
                {
                    rule_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    is_cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    starts_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    ends_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opening_exceptions", x => new { x.rule_id, x.day });
                    table.CheckConstraint("ck_opening_exceptions_change", "is_cancelled <> (starts_at IS NOT NULL OR site_id IS NOT NULL OR mediator_id IS NOT NULL)");
                    table.CheckConstraint("ck_opening_exceptions_hours", "(starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL OR (starts_at < ends_at AND starts_at >= '07:00' AND ends_at <= '21:00'))");
                    table.ForeignKey(
                        name: "fk_opening_exceptions_asp_net_users_mediator_id",
                        column: x => x.mediator_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opening_exceptions_opening_rules_rule_id",
                        column: x => x.rule_id,
                        principalTable: "opening_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_opening_exceptions_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    why = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointment_steps_appointments_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    body = table.Column<string>(type: "text", nullable: false),
                    calendar = table.Column<string>(type: "text", nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<short>(type: "smallint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    receipt = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_messages_appointments_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absences_mediator_id_ends_at",
                table: "absences",
                columns: new[] { "mediator_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_reasons_label",
                table: "appointment_reasons",
                column: "label",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointment_reasons_theme_id",
                table: "appointment_reasons",
                column: "theme_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_steps_appointment_id_id",
                table: "appointment_steps",
                columns: new[] { "appointment_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_booked_by_id_starts_at",
                table: "appointments",
                columns: new[] { "booked_by_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_mediator_id_starts_at",
                table: "appointments",
                columns: new[] { "mediator_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_reason_id",
                table: "appointments",
                column: "reason_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_site_id_day",
                table: "appointments",
                columns: new[] { "site_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_appointments_state_starts_at",
                table: "appointments",
                columns: new[] { "state", "starts_at" },
                filter: "state IN (1, 2, 3, 4)");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_visit_id",
                table: "appointments",
                column: "visit_id",
                unique: true,
                filter: "visit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_visitor_id",
                table: "appointments",
                column: "visitor_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_wants_earlier_since",
                table: "appointments",
                column: "wants_earlier_since",
                filter: "wants_earlier_since IS NOT NULL AND state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_feeds_token_hash",
                table: "calendar_feeds",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_closures_ends_at",
                table: "closures",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_closures_site_id",
                table: "closures",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_next_at",
                table: "messages",
                column: "next_at",
                filter: "state IN (1, 2)");

            migrationBuilder.CreateIndex(
                name: "ux_messages_once",
                table: "messages",
                columns: new[] { "appointment_id", "kind", "channel", "address", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opening_exceptions_mediator_id",
                table: "opening_exceptions",
                column: "mediator_id");

            migrationBuilder.CreateIndex(
                name: "ix_opening_exceptions_site_id",
                table: "opening_exceptions",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_opening_rules_mediator_id",
                table: "opening_rules",
                column: "mediator_id");

            migrationBuilder.CreateIndex(
                name: "ix_opening_rules_site_id_weekday",
                table: "opening_rules",
                columns: new[] { "site_id", "weekday" });

            foreach (var sql in new[] { PublicHoliday, OpeningPeriods, FreeSlots, NoOverlap, FollowVisit })
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DropAll);

            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "appointment_steps");

            migrationBuilder.DropTable(
                name: "calendar_feeds");

            migrationBuilder.DropTable(
                name: "closures");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "opening_exceptions");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "opening_rules");

            migrationBuilder.DropTable(
                name: "appointment_reasons");

            migrationBuilder.DropColumn(
                name: "address",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "is_open_on_whit_monday",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "phone",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "promised_half_days",
                table: "sites");
        }
    }
}
