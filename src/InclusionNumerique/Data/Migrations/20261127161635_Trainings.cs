using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class Trainings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_messages_one_digest",
                table: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.AddColumn<Guid>(
                name: "manager_id",
                table: "professionals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "mission",
                table: "professionals",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "training_session_id",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "training_modules",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_modules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "training_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_training_items_training_modules_module_id",
                        column: x => x.module_id,
                        principalTable: "training_modules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    room = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    external_trainer = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    capacity = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    answer_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_sessions", x => x.id);
                    table.CheckConstraint("ck_training_sessions_limits", "capacity BETWEEN 1 AND 200 AND starts_at < ends_at AND (state = 2) = (reason IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_training_sessions_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_sessions_training_modules_module_id",
                        column: x => x.module_id,
                        principalTable: "training_modules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_versions",
                columns: table => new
                {
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    aims = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    minutes = table.Column<short>(type: "smallint", nullable: false),
                    capacity = table.Column<short>(type: "smallint", nullable: false),
                    prerequisites = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    material = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_versions", x => new { x.module_id, x.valid_from });
                    table.CheckConstraint("ck_training_versions_limits", "minutes BETWEEN 15 AND 2400 AND capacity BETWEEN 1 AND 200");
                    table.ForeignKey(
                        name: "fk_training_versions_training_modules_module_id",
                        column: x => x.module_id,
                        principalTable: "training_modules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_invitations",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    why = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_compulsory = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_invitations", x => new { x.session_id, x.professional_id });
                    table.ForeignKey(
                        name: "fk_training_invitations_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_training_invitations_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_parts",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_parts", x => new { x.session_id, x.position });
                    table.CheckConstraint("ck_training_parts_period", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_training_parts_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_registrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    seat = table.Column<short>(type: "smallint", nullable: true),
                    rank = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    registered_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promoted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_registrations", x => x.id);
                    table.CheckConstraint("ck_training_registrations_state", "(state = 1) = (seat IS NOT NULL) AND (state = 3) = (cancelled_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_training_registrations_professionals_registered_by_id",
                        column: x => x.registered_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_registrations_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_training_registrations_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moment = table.Column<short>(type: "smallint", nullable: false),
                    pair_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    mission = table.Column<short>(type: "smallint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_sheets", x => x.id);
                    table.ForeignKey(
                        name: "fk_training_sheets_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_trainers",
                columns: table => new
                {
                    trainers_id = table.Column<Guid>(type: "uuid", nullable: false),
                    training_session_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_trainers", x => new { x.trainers_id, x.training_session_id });
                    table.ForeignKey(
                        name: "fk_training_trainers_professionals_trainers_id",
                        column: x => x.trainers_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_training_trainers_training_sessions_training_session_id",
                        column: x => x.training_session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_audiences",
                columns: table => new
                {
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    missions = table.Column<short[]>(type: "smallint[]", nullable: false),
                    institution_ids = table.Column<List<int>>(type: "integer[]", nullable: false),
                    site_ids = table.Column<List<int>>(type: "integer[]", nullable: false),
                    is_compulsory = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_audiences", x => new { x.module_id, x.valid_from, x.position });
                    table.ForeignKey(
                        name: "fk_training_audiences_training_versions_module_id_valid_from",
                        columns: x => new { x.module_id, x.valid_from },
                        principalTable: "training_versions",
                        principalColumns: new[] { "module_id", "valid_from" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_attendances",
                columns: table => new
                {
                    registration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    is_present = table.Column<bool>(type: "boolean", nullable: false),
                    noted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    noted_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_attendances", x => new { x.registration_id, x.position });
                    table.ForeignKey(
                        name: "fk_training_attendances_professionals_noted_by_id",
                        column: x => x.noted_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_attendances_training_registrations_registration_id",
                        column: x => x.registration_id,
                        principalTable: "training_registrations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_ratings",
                columns: table => new
                {
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_ratings", x => new { x.sheet_id, x.item_id });
                    table.CheckConstraint("ck_training_ratings_scale", "value BETWEEN 1 AND 8");
                    table.ForeignKey(
                        name: "fk_training_ratings_training_items_item_id",
                        column: x => x.item_id,
                        principalTable: "training_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_ratings_training_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "training_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_professionals_manager_id",
                table: "professionals",
                column: "manager_id");

            migrationBuilder.CreateIndex(
                name: "ux_messages_one_digest",
                table: "messages",
                columns: new[] { "professional_id", "day" },
                unique: true,
                filter: "day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_training_once",
                table: "messages",
                columns: new[] { "training_session_id", "professional_id", "kind", "sequence" },
                unique: true,
                filter: "training_session_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_about",
                table: "messages",
                sql: "CASE WHEN kind <= 5 THEN appointment_id IS NOT NULL AND num_nonnulls(professional_id, day, training_session_id) = 0 WHEN kind = 6 THEN num_nonnulls(professional_id, day) = 2 AND num_nonnulls(appointment_id, training_session_id) = 0 ELSE num_nonnulls(professional_id, training_session_id) = 2 AND num_nonnulls(appointment_id, day) = 0 END");

            migrationBuilder.CreateIndex(
                name: "ix_training_attendances_noted_by_id",
                table: "training_attendances",
                column: "noted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_invitations_professional_id",
                table: "training_invitations",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_items_module_id",
                table: "training_items",
                column: "module_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_modules_name",
                table: "training_modules",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_ratings_item_id",
                table: "training_ratings",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_registrations_professional_id",
                table: "training_registrations",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_registrations_registered_by_id",
                table: "training_registrations",
                column: "registered_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_training_registrations_once",
                table: "training_registrations",
                columns: new[] { "session_id", "professional_id" },
                unique: true,
                filter: "state <> 3");

            migrationBuilder.CreateIndex(
                name: "ux_training_registrations_seat",
                table: "training_registrations",
                columns: new[] { "session_id", "seat" },
                unique: true,
                filter: "seat IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_answer_code",
                table: "training_sessions",
                column: "answer_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_module_id",
                table: "training_sessions",
                column: "module_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_site_id",
                table: "training_sessions",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_starts_at",
                table: "training_sessions",
                column: "starts_at");

            migrationBuilder.CreateIndex(
                name: "ix_training_sheets_session_id_moment_pair_hash",
                table: "training_sheets",
                columns: new[] { "session_id", "moment", "pair_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_trainers_training_session_id",
                table: "training_trainers",
                column: "training_session_id");

            migrationBuilder.AddForeignKey(
                name: "fk_messages_training_sessions_training_session_id",
                table: "messages",
                column: "training_session_id",
                principalTable: "training_sessions",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_professionals_professionals_manager_id",
                table: "professionals",
                column: "manager_id",
                principalTable: "professionals",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            AddSql(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION keep_training_capacity, check_training_seat CASCADE; DROP FUNCTION training_concerned;");

            migrationBuilder.DropForeignKey(
                name: "fk_messages_training_sessions_training_session_id",
                table: "messages");

            migrationBuilder.DropForeignKey(
                name: "fk_professionals_professionals_manager_id",
                table: "professionals");

            migrationBuilder.DropTable(
                name: "training_attendances");

            migrationBuilder.DropTable(
                name: "training_audiences");

            migrationBuilder.DropTable(
                name: "training_invitations");

            migrationBuilder.DropTable(
                name: "training_parts");

            migrationBuilder.DropTable(
                name: "training_ratings");

            migrationBuilder.DropTable(
                name: "training_trainers");

            migrationBuilder.DropTable(
                name: "training_registrations");

            migrationBuilder.DropTable(
                name: "training_versions");

            migrationBuilder.DropTable(
                name: "training_items");

            migrationBuilder.DropTable(
                name: "training_sheets");

            migrationBuilder.DropTable(
                name: "training_sessions");

            migrationBuilder.DropTable(
                name: "training_modules");

            migrationBuilder.DropIndex(
                name: "ix_professionals_manager_id",
                table: "professionals");

            migrationBuilder.DropIndex(
                name: "ux_messages_one_digest",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ux_messages_training_once",
                table: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "manager_id",
                table: "professionals");

            migrationBuilder.DropColumn(
                name: "mission",
                table: "professionals");

            migrationBuilder.DropColumn(
                name: "training_session_id",
                table: "messages");

            migrationBuilder.CreateIndex(
                name: "ux_messages_one_digest",
                table: "messages",
                columns: new[] { "professional_id", "day" },
                unique: true,
                filter: "professional_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_about",
                table: "messages",
                sql: "(appointment_id IS NULL) = (kind = 6) AND (professional_id IS NULL) = (appointment_id IS NOT NULL) AND (day IS NULL) = (professional_id IS NULL)");
        }
    }
}
