using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Data;

/// <summary>The demo's shares beside those of the evaluation report of 2021, in percent; its visitors' survey has 41 answers.</summary>
public sealed class DemoDataShareTests
{
    private const double Points = 2.5;

    private static readonly List<Visit> Visits =
        [.. DemoData.Recent(18, DemoDataShapeTests.House, new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero))];

    private static readonly List<Session> Sessions = [.. Visits.SelectMany(v => v.Sessions)];
    private static readonly List<Request> Requests = [.. Sessions.SelectMany(s => s.Requests)];

    /// <summary>"Je fréquente les ESC suivants".</summary>
    [Theory]
    [InlineData("Centre", 8.89)]
    [InlineData("Gros-Chêne", 15.56)]
    [InlineData("Aimé Césaire", 20.00)]
    [InlineData("Blosne", 24.44)]
    [InlineData("Cleunay", 8.89)]
    [InlineData("Villejean", 22.22)]
    public void Sites_share_the_visits_as_in_the_report(string site, double percent)
    {
        var id = ReferenceData.Sites().Single(s => s.ShortName == site).Id;

        Percent(Visits, v => v.SiteId == id).Should().BeApproximately(percent, Points);
    }

    /// <summary>"Lieu d'habitation".</summary>
    [Theory]
    [InlineData("Bréquigny", 14.6)]
    [InlineData("Centre", 4.9)]
    [InlineData("Cleunay – Arsenal-Redon – La Courrouze", 4.9)]
    [InlineData("Francisco-Ferrer – Landry – Poterie", 2.4)]
    [InlineData("Le Blosne", 24.4)]
    [InlineData("Maurepas – Bellangerais", 17.1)]
    [InlineData("Saint-Martin", 2.4)]
    [InlineData("Sud-Gare", 4.9)]
    [InlineData("Thabor – Saint-Hélier – Alphonse-Guérin", 2.4)]
    [InlineData("Villejean – Beauregard", 22.0)]
    public void People_live_where_the_report_says(string district, double percent)
    {
        var id = ReferenceData.Districts().Single(d => d.Label == district).Id;

        Percent(Visits.Where(v => v.Facts.DistrictId != null), v => v.Facts.DistrictId == id).Should().BeApproximately(percent, Points);
    }

    /// <summary>"Je peux être en difficulté dans les démarches qui concernent": people concerned times mean difficulty, among the nine that were asked about.</summary>
    [Theory]
    [InlineData("CAF", 36 * 5.33)]
    [InlineData("France Travail", 28 * 5.11)]
    [InlineData("Énergie", 26 * 4.92)]
    [InlineData("Santé", 31 * 5.35)]
    [InlineData("Scolarité", 14 * 3.64)]
    [InlineData("Retraite", 2 * 4.00)]
    [InlineData("Impôts", 29 * 5.41)]
    [InlineData("ANTS", 22 * 6.23)]
    [InlineData("Amendes", 14 * 5.50)]
    public void Organisations_weigh_as_the_difficulty_that_people_have_with_them(string organisation, double difficulty)
    {
        const double All = 1059.6;
        string[] asked = ["CAF", "France Travail", "Énergie", "Santé", "Scolarité", "Retraite", "Impôts", "ANTS", "Amendes"];
        var labels = ReferenceData.Organisations().ToDictionary(o => o.Id, o => o.Label);
        var requests = Requests.Where(r => r.OrganisationId is { } id && asked.Contains(labels[id]));

        Percent(requests, r => labels[r.OrganisationId!.Value] == organisation).Should().BeApproximately(100 * difficulty / All, Points);
    }

    [Fact]
    public void People_are_41_years_old_on_average()
    {
        static double MiddleOf(AgeBand band) => band switch
        {
            AgeBand.From12To17 => 15, AgeBand.From18To24 => 21.5, AgeBand.From25To39 => 32.5, AgeBand.From40To59 => 50, AgeBand.From60To69 => 65, _ => 76,
        };

        Visits.Where(v => v.Facts.AgeBand != null).Average(v => MiddleOf(v.Facts.AgeBand!.Value)).Should().BeApproximately(41.12, 1);
    }

    [Fact]
    public void Women_are_51_percent()
    {
        Percent(Visits.Where(v => v.Facts.Gender != null), v => v.Facts.Gender == Gender.Female).Should().BeApproximately(51.2, Points);
    }

    /// <summary>"Chez moi, j'ai facilement accès à".</summary>
    [Theory]
    [InlineData(Equipment.Phone, 97.6)]
    [InlineData(Equipment.Computer, 31.7)]
    [InlineData(Equipment.Tablet, 19.5)]
    public void Equipment_is_that_of_the_report(Equipment item, double percent)
    {
        Percent(Visits.Where(v => v.Facts.Equipment != null), v => v.Facts.Equipment!.Value.HasFlag(item)).Should().BeApproximately(percent, Points);
    }

    [Fact]
    public void About_30_percent_of_the_visits_are_the_first()
    {
        Percent(Visits.Where(v => v.Facts.IsFirstVisit != null), v => v.Facts.IsFirstVisit == true).Should().BeApproximately(30, Points);
    }

    [Fact]
    public void Every_fact_is_left_unsaid_at_times()
    {
        Visits.Should().Contain(v => v.Facts == new VisitFacts());
        Percent(Visits, v => v.Facts.DistrictId == null).Should().BeInRange(5, 30);
        Percent(Visits, v => v.Facts.Equipment == null).Should().BeInRange(30, 60);
    }

    [Fact]
    public void A_quarter_of_the_sessions_meet_a_second_request_on_the_way()
    {
        Percent(Sessions, s => s.Requests.Any(r => r.IsFoundOnTheWay)).Should().BeApproximately(25, Points);
        Requests.Should().OnlyContain(r => r.IsFoundOnTheWay == (r.Position > 0));
    }

    [Fact]
    public void Two_percent_leave_unseen()
    {
        Percent(Visits, v => v.State == VisitState.LeftUnseen).Should().BeApproximately(2, 1);
    }

    /// <summary>"Quarante-cinq minutes sur un renouvellement de passeport, ou une heure trente sur une démarche ANTS", and "demandes minutes".</summary>
    [Fact]
    public void Durations_go_from_the_minute_request_to_the_hour_and_a_half()
    {
        Percent(Sessions, s => s.Minutes == 5).Should().BeInRange(15, 40);
        Sessions.Should().Contain(s => s.Minutes == 45).And.Contain(s => s.Minutes == 90);
        Sessions.Average(s => s.Minutes).Should().BeInRange(12, 20);
    }

    [Fact]
    public void Every_row_is_one_that_the_panel_accepts()
    {
        foreach (var session in Sessions)
        {
            var form = new VisitForm
            {
                SiteId = session.SiteId,
                Minutes = session.Minutes,
                Place = session.Place,
                Note = session.Note,
                Requests = [.. session.Requests.Select(RequestForm.From)],
            };
            form.Check(session.RecordedAt).Should().BeEmpty();
        }
    }

    private static double Percent<T>(IEnumerable<T> rows, Func<T, bool> isCounted)
    {
        var list = rows.ToList();
        return 100.0 * list.Count(isCounted) / list.Count;
    }
}
