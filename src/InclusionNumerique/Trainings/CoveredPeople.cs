using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>One professional and one module: whether it concerns them on a day, and what happened between two instants.</summary>
/// <param name="IsInvited">To a session that starts then.</param>
/// <param name="IsRegistered">Has or had a seat in one.</param>
/// <param name="Came">Present at a part that starts then.</param>
/// <param name="IsTrained">Present at a part before the later instant, however long ago.</param>
internal sealed record CoveredPerson(
    int ModuleId, Guid ProfessionalId, int? InstitutionId, int? Mission, bool IsConcerned, bool IsCompulsory, bool IsInvited, bool IsRegistered, bool Came, bool IsTrained);

/// <summary>Every professional × module, and the lines that they make.</summary>
internal static class CoveredPeople
{
    /// <summary>People in a line that is shown by itself.</summary>
    public const int GroupLeast = 5;

    private const string Sql = """
        SELECT m.id AS module_id, p.id AS professional_id, p.institution_id, p.mission::int AS mission, c.professional_id IS NOT NULL AS is_concerned, coalesce(c.is_compulsory, false) AS is_compulsory,
            EXISTS (SELECT 1 FROM training_invitations i JOIN training_sessions s ON s.id = i.session_id
                WHERE s.module_id = m.id AND i.professional_id = p.id AND s.starts_at >= {1} AND s.starts_at < {2}) AS is_invited,
            EXISTS (SELECT 1 FROM training_registrations r JOIN training_sessions s ON s.id = r.session_id
                WHERE s.module_id = m.id AND s.state = 1 AND r.professional_id = p.id AND r.state = 1 AND s.starts_at >= {1} AND s.starts_at < {2}) AS is_registered,
            coalesce(was.last >= {1}, false) AS came, was.last IS NOT NULL AS is_trained
        FROM training_modules m CROSS JOIN professionals p LEFT JOIN LATERAL training_concerned(m.id, {0}) c ON c.professional_id = p.id
        LEFT JOIN LATERAL (
            SELECT max(t.starts_at) AS last FROM training_registrations r JOIN training_sessions s ON s.id = r.session_id AND s.module_id = m.id
            JOIN training_attendances a ON a.registration_id = r.id AND a.is_present JOIN training_parts t ON t.session_id = s.id AND t.position = a.position
            WHERE r.professional_id = p.id AND t.starts_at < {2}) was ON true
        """;

    /// <param name="day">On which it concerns people or not.</param>
    public static IQueryable<CoveredPerson> CoveredPeopleOf(this InclusionDb db, DateOnly day, DateTimeOffset from, DateTimeOffset until) => db.Database.SqlQueryRaw<CoveredPerson>(Sql, day, from, until);

    /// <summary>The smallest groups as one line, with as many others as it takes to be a group.</summary>
    public static List<CoverageRow> Merged(int least, List<CoverageRow> rows)
    {
        var ascending = rows.OrderBy(r => r.Concerned).ToList();
        var small = ascending.TakeWhile(r => r.Concerned < least).ToList();
        while (small.Count > 0 && small.Count < ascending.Count && small.Sum(r => r.Concerned) < least)
        {
            small.Add(ascending[small.Count]);
        }

        return small.Count == 0 ? rows : [.. rows.Except(small), CoverageRow.Sum("Autres (petits groupes réunis)", small)];
    }
}
