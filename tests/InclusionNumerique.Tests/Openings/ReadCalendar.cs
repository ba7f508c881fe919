using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace InclusionNumerique.Tests.Openings;

internal sealed record ReadEvent(string Uid, string Title, string Place, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Status, int Sequence, bool IsRepeated);

/// <summary>A calendar as a parser that is not the product's reads it: Debian's python3-icalendar, its repetitions unrolled by python3-dateutil.</summary>
internal sealed record ReadCalendar(IReadOnlyList<string> Faults, IReadOnlyList<ReadEvent> Events)
{
    /// <param name="from">From then on, for 400 days, the calendar's description of the time zone is tried too.</param>
    public static async Task<ReadCalendar> ReadAsync(string text, DateTimeOffset from, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new System.Text.UTF8Encoding(false) };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Openings", "read_calendar.py"));
        start.ArgumentList.Add(from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:00:00", CultureInfo.InvariantCulture));
        using var python = Process.Start(start)!;
        var (said, complaint) = (python.StandardOutput.ReadToEndAsync(cancellation), python.StandardError.ReadToEndAsync(cancellation));
        await python.StandardInput.WriteAsync(text);
        python.StandardInput.Close();
        await python.WaitForExitAsync(cancellation);
        (await complaint).Should().BeEmpty();
        var calendar = JsonSerializer.Deserialize<ReadCalendar>(await said)!;
        calendar.Faults.Should().BeEmpty();
        return calendar;
    }
}
