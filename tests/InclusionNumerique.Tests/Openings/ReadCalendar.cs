using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InclusionNumerique.Tests.Openings;

internal sealed record ReadEvent(
    string Uid, string Title, string Place, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Status, int Sequence, bool IsRepeated, string Organizer, string Attendee);

/// <param name="Parts">Type, method and charset of each part, the whole first.</param>
internal sealed record ReadMail(string Subject, string From, string To, IReadOnlyList<string> Headers, string Text, IReadOnlyList<IReadOnlyList<string?>> Parts);

/// <summary>A calendar as a parser that is not the product's reads it: Debian's python3-icalendar, its repetitions unrolled by python3-dateutil.</summary>
/// <param name="Mail">What carried it; null for a feed.</param>
internal sealed record ReadCalendar(IReadOnlyList<string> Faults, IReadOnlyList<ReadEvent> Events, string? Method, ReadMail? Mail)
{
    /// <param name="from">From then on, for 400 days, the calendar's description of the time zone is tried too.</param>
    public static Task<ReadCalendar> ReadAsync(string text, DateTimeOffset from, CancellationToken cancellation) => RunAsync(Encoding.UTF8.GetBytes(text), from, [], cancellation);

    /// <summary>A mail as it left, and the calendar in it.</summary>
    public static Task<ReadCalendar> ReadMailAsync(byte[] mail, DateTimeOffset from, CancellationToken cancellation) => RunAsync(mail, from, ["mail"], cancellation);

    private static async Task<ReadCalendar> RunAsync(byte[] data, DateTimeOffset from, string[] options, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [
            Path.Combine(AppContext.BaseDirectory, "Openings", "read_calendar.py"), from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:00:00", CultureInfo.InvariantCulture), .. options])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var (said, complaint) = (python.StandardOutput.ReadToEndAsync(cancellation), python.StandardError.ReadToEndAsync(cancellation));
        await python.StandardInput.BaseStream.WriteAsync(data, cancellation);
        python.StandardInput.Close();
        await python.WaitForExitAsync(cancellation);
        (await complaint).Should().BeEmpty();
        var calendar = JsonSerializer.Deserialize<ReadCalendar>(await said)!;
        calendar.Faults.Should().BeEmpty();
        return calendar;
    }
}
