using System.Collections.Concurrent;
using System.Text;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>The open data as files for everybody: each year is counted once a day, however many ask.</summary>
public sealed class OpenDataFiles(OpenDataReader reader, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(int Year, DateOnly Day), Lazy<Task<byte[]?>>> _files = [];

    /// <summary>UTF-8 without a mark, commas, a header: as data.gouv.fr asks. Null: there is no such year.</summary>
    public async Task<byte[]?> CsvAsync(int year)
    {
        var today = (year, clock.Today());
        foreach (var old in _files.Keys.Where(k => k.Day != today.Item2))
        {
            _files.TryRemove(old, out _);
        }

        if (!(await reader.YearsAsync()).Contains(year))
        {
            return null;
        }

        try
        {
            return await _files.GetOrAdd(today, _ => new(() => WriteAsync(year))).Value;
        }
        catch
        {
            // Not kept: the next one asks the database again.
            _files.TryRemove(today, out _);
            throw;
        }
    }

    private async Task<byte[]?> WriteAsync(int year)
    {
        var csv = new StringBuilder();
        void Line(IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");
        Line(OpenDataSchema.Columns.Select(c => c.Name));
        foreach (var row in await reader.YearAsync(year))
        {
            Line(OpenDataSchema.Columns.Select(c => c.Cell(row)));
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
