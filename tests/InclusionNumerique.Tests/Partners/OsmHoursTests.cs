using InclusionNumerique.Partners;

namespace InclusionNumerique.Tests.Partners;

public sealed class OsmHoursTests
{
    [Theory]
    // Tuesday 24 November 2026 is in week 48; Wednesday 11 November is a public holiday.
    [InlineData("Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "2026-11-24", "09:00-12:00 14:00-18:30")]
    [InlineData("Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "2026-11-28", "08:30-12:00")]
    [InlineData("Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "2026-11-29", "")]
    [InlineData("Mo,We 09:00-12:00", "2026-11-25", "09:00-12:00")]
    [InlineData("Mo,We 09:00-12:00", "2026-11-24", "")]
    [InlineData("Fr-Mo 09:00-12:00", "2026-11-29", "09:00-12:00")]
    [InlineData("Fr-Mo 09:00-12:00", "2026-11-26", "")]
    [InlineData("Fr 22:00-02:00", "2026-11-27", "22:00-02:00")]
    [InlineData("Fr 22:00-26:00", "2026-11-27", "22:00-02:00")]
    [InlineData("24/7", "2026-11-29", "00:00-00:00")]
    [InlineData("24/7; We off", "2026-11-25", "")]
    [InlineData("Mo-Fr open", "2026-11-25", "00:00-00:00")]
    [InlineData("Mo-Su 00:00-24:00", "2026-11-25", "00:00-00:00")]
    [InlineData("09:00-12:00", "2026-11-29", "09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00; PH off", "2026-11-11", "")]
    [InlineData("Mo-Fr 09:00-12:00; PH off", "2026-11-12", "09:00-12:00")]
    [InlineData("PH off; Mo-Fr 09:00-12:00", "2026-11-11", "09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00; PH 10:00-11:00", "2026-11-11", "10:00-11:00")]
    [InlineData("Sa,PH 10:00-11:00", "2026-11-11", "10:00-11:00")]
    [InlineData("Mo-Fr 09:00-12:00; PH Mo,We closed", "2026-11-11", "")]
    [InlineData("Mo-Fr 09:00-12:00; We 14:00-18:00", "2026-11-25", "14:00-18:00")]
    [InlineData("Mo-Fr 09:00-12:00, We 14:00-18:00", "2026-11-25", "09:00-12:00 14:00-18:00")]
    [InlineData("Mo-Fr 09:00-12:00, We 11:00-18:00", "2026-11-25", "09:00-18:00")]
    [InlineData("Mo-Fr 08:00-18:00; Tu 12:00-14:00 off", "2026-11-24", "08:00-12:00 14:00-18:00")]
    [InlineData("Mo-Fr 09:00-12:00; Jul-Aug off", "2026-08-04", "")]
    [InlineData("Mo-Fr 09:00-12:00; Jul-Aug off", "2026-09-01", "09:00-12:00")]
    [InlineData("Jul-Aug: Mo-Fr 10:00-12:00", "2026-07-31", "10:00-12:00")]
    [InlineData("Nov-Feb Mo-Fr 10:00-12:00", "2027-01-05", "10:00-12:00")]
    [InlineData("Nov-Feb Mo-Fr 10:00-12:00", "2026-03-03", "")]
    [InlineData("Jan,Nov 10:00-12:00", "2026-11-24", "10:00-12:00")]
    [InlineData("Mo-Su 09:00-12:00; Dec 25 off", "2026-12-25", "")]
    [InlineData("Mo-Su 09:00-12:00; Dec 25,26 off", "2026-12-26", "")]
    [InlineData("Mo-Su 09:00-12:00; Dec 24-Jan 2 off", "2027-01-02", "")]
    [InlineData("Mo-Su 09:00-12:00; Dec 24-Jan 2 off", "2027-01-03", "09:00-12:00")]
    [InlineData("Mo-Su 09:00-12:00; Jul 14-20 off", "2026-07-20", "")]
    [InlineData("Mo-Su 09:00-12:00; 2026 Nov 25-Nov 28 off", "2026-11-28", "")]
    [InlineData("Mo-Su 09:00-12:00; 2026 Nov 25-Nov 28 off", "2027-11-28", "09:00-12:00")]
    [InlineData("Mo-Su 09:00-12:00; 2026 Dec 28-Jan 3 off", "2027-01-03", "")]
    [InlineData("Mo-Su 09:00-12:00; 2026 Dec 28-2027 Jan 3 off", "2027-01-04", "09:00-12:00")]
    [InlineData("Mo-Su 09:00-12:00; 2026 Dec 25,2027 Jan 1 off", "2027-01-01", "")]
    [InlineData("2026 Mo-Su 09:00-12:00", "2027-01-01", "")]
    [InlineData("2026-2027 Mo-Su 09:00-12:00", "2027-12-31", "09:00-12:00")]
    [InlineData("Dec 09:00-12:00", "2026-12-09", "09:00-12:00")]
    [InlineData("Dec 25: 09:00-12:00", "2026-12-24", "")]
    [InlineData("week 1-53/2 Mo-Fr 09:00-12:00", "2026-11-24", "")]
    [InlineData("week 1-53/2 Mo-Fr 09:00-12:00", "2026-12-01", "09:00-12:00")]
    [InlineData("week 2-52/2 Tu 09:00-12:00", "2026-11-24", "09:00-12:00")]
    [InlineData("week 47,48 Tu 09:00-12:00", "2026-11-24", "09:00-12:00")]
    [InlineData("Tu[4] 09:00-12:00", "2026-11-24", "09:00-12:00")]
    [InlineData("Tu[1,3] 09:00-12:00", "2026-11-24", "")]
    [InlineData("Tu[-1] 09:00-12:00", "2026-11-24", "09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00 \"sur rendez-vous ; le matin\"; Sa off", "2026-11-24", "09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00; \"fermé s’il neige\"", "2026-11-24", "09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00; Tu \"sur rendez-vous\"", "2026-11-24", "")]
    [InlineData("  mo - FR  9:00 - 12:00 , 14:00 – 18:00 ;; sa OFF ; ", "2026-11-24", "09:00-12:00 14:00-18:00")]
    [InlineData("Mo-Fr: 09:00-12:00", "2026-11-24", "09:00-12:00")]
    [InlineData("off", "2026-11-24", "")]
    public void Reads_a_day(string text, string day, string expected) => Said(OsmHours.Read(text)!, DateOnly.Parse(day, null)).Should().Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ; ;")]
    [InlineData("\"sur rendez-vous\"")]
    [InlineData("lundi au vendredi de 9h à 12h")]
    [InlineData("Mo-Fr")]
    [InlineData("Mo-Fr 9h-12h")]
    [InlineData("Mo-Fr 09:00")]
    [InlineData("Mo-Fr 09:00+")]
    [InlineData("Mo-Fr 09:00-12:60")]
    [InlineData("Mo-Fr 09:00-49:00")]
    [InlineData("Mo-Fr 09:00-12:00,")]
    [InlineData("Mo-Fr 25:00-26:00")]
    [InlineData("Mo-Fr 01:00-26:00")]
    [InlineData("Mo-Fr sunrise-sunset")]
    [InlineData("SH off")]
    [InlineData("Mo-Fr 09:00-12:00 || \"autrement\"")]
    [InlineData("Mo-Fr 09:00-12:00 \"guillemet ouvert")]
    [InlineData("Feb 30 off")]
    [InlineData("Jul-2027 Aug off")]
    [InlineData("week 10-2 off")]
    [InlineData("week 54 off")]
    [InlineData("Tu[6] 09:00-12:00")]
    [InlineData("Mo-Fr 09:00-12:00\0")]
    [InlineData("🙂")]
    [InlineData("Mo-Fr 99999999999:00-12:00")]
    public void Leaves_alone_what_it_cannot_read(string? text) => OsmHours.Read(text).Should().BeNull();

    [Fact]
    public void Leaves_alone_what_is_too_long_to_be_hours() => OsmHours.Read(string.Join(';', Enumerable.Repeat("Mo 09:00-12:00", 10_000))).Should().BeNull();

    [Theory]
    [InlineData("Mo 09:00-12:00; Tu 00:00-24:00; We 00:00-01:00", "[540,720) [1440,2940)")]
    [InlineData("Su 22:00-02:00", "[0,120) [9960,10080)")]
    [InlineData("Su 13:00-10:00; Su 21:00-04:00 off", "[240,600) [9420,9900)")]
    [InlineData("24/7", "[0,10080)")]
    [InlineData("off", "")]
    [InlineData("Mo 09:00-12:00; PH off; Jul-Aug off; week 1-53/2 Tu 09:00-12:00; Tu[1] 09:00-10:00; We[1],Th 09:00-10:00", "[540,720) [4860,4920)")]
    public void The_ordinary_week(string text, string expected) =>
        string.Join(' ', OsmHours.Read(text)!.Week.Select(r => $"[{r.LowerBound},{r.UpperBound})")).Should().Be(expected);

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00; Sa off", false)]
    [InlineData("Mo-Fr 09:00-12:00; PH off", true)]
    [InlineData("Mo-Fr 09:00-12:00; Dec 25 off", true)]
    [InlineData("2026 Mo-Fr 09:00-12:00", true)]
    [InlineData("week 1-53/2 Mo 09:00-12:00", true)]
    [InlineData("Mo[1] 09:00-12:00", true)]
    public void Says_that_the_week_alone_does_not_say(string text, bool expected) => OsmHours.Read(text)!.IsDated.Should().Be(expected);

    [Fact]
    public void A_night_goes_on_after_midnight_into_a_day_that_is_closed()
    {
        var hours = OsmHours.Read("Fr 22:00-02:00; Sa off")!;
        hours.IsOpenAt(new(2026, 11, 28, 1, 59, 59)).Should().BeTrue();
        hours.IsOpenAt(new(2026, 11, 28, 2, 0, 0)).Should().BeFalse();
        hours.IsOpenAt(new(2026, 11, 27, 1, 0, 0)).Should().BeFalse();
        hours.IsOpenAt(DateTime.MinValue).Should().BeFalse();
    }

    private static string Said(OsmHours hours, DateOnly day) => string.Join(' ', hours.On(day).Select(p => $"{p.From:HH\\:mm}-{p.To:HH\\:mm}"));
}
