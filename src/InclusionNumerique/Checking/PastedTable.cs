using System.Text.RegularExpressions;

namespace InclusionNumerique.Checking;

/// <summary>Makes a published table of pasted lines: which line is the head, which columns hold means, counts, percentages, marks.</summary>
internal sealed partial class PastedTable
{
    private enum Column
    {
        Group,
        Count,
        Percent,
        Mark,
    }

    private const int LabelMost = 500;

    private readonly List<Column> _columns = [];
    private readonly List<PublishedGroup> _groups = [];
    private readonly List<PublishedRow> _rows = [];
    private readonly List<string> _titles = [];
    private readonly int? _decimals;
    private readonly string _id;
    private bool _hasMeans;
    private int? _base;

    private PastedTable(string id, int? decimals) => (_id, _decimals) = (id, decimals);

    /// <summary>What could not be read, by line, in French.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>Null when the lines hold no cells.</summary>
    public static (PublishedTable? Table, IReadOnlyList<string> Unread) Read(string id, List<PastedLine> lines, int? decimals)
    {
        var table = new PastedTable(id, decimals);
        var body = lines.SkipWhile(table.IsTitle).ToList();
        if (body.Count == 0)
        {
            return (null, []);
        }

        var hasHead = !Array.Exists(body[0].Cells[1..], c => Data().IsMatch(c));
        table.ReadHead(hasHead ? body[0] : null, body.Max(l => l.Cells.Length) - 1);
        var data = body.Skip(hasHead ? 1 : 0).Where(l => l.Cells.Length > 1).ToList();
        table._hasMeans = !table._columns.Contains(Column.Percent) && data.Exists(l => Array.Exists(l.Cells[1..], c => Decimal().IsMatch(c))) && !data.Exists(l => Array.Exists(l.Cells[1..], c => c.Contains('%', StringComparison.Ordinal)));
        data.ForEach(table.ReadLine);
        return (table.Made(), table.Unread);
    }

    private PublishedTable? Made()
    {
        if (_rows.Count == 0)
        {
            return null;
        }

        var isMarked = _rows.Exists(r => r.Differs == true);
        var rows = isMarked ? _rows.ConvertAll(r => r with { Differs = r.Differs ?? false }) : _rows;
        return new(_id, Short(string.Join(' ', _titles)), _groups, rows) { Base = _base, SumsByRow = !_hasMeans && _groups.Count > 1, Questionnaire = _id };
    }

    private bool IsTitle(PastedLine line)
    {
        if (line.Cells.Length > 1)
        {
            return false;
        }

        _titles.Add(line.Cells[0]);
        _base = PublishedCellText.CountIn(line.Cells[0]) ?? _base;
        return true;
    }

    private void ReadHead(PastedLine? head, int width)
    {
        for (var i = 1; i <= width; i++)
        {
            var name = head?.Cells.ElementAtOrDefault(i) ?? "";
            var column = Counts().IsMatch(name) ? Column.Count : Percents().IsMatch(name) ? Column.Percent : Marks().IsMatch(name) ? Column.Mark : Column.Group;
            _columns.Add(column);
            if (column == Column.Group)
            {
                _groups.Add(new(name.Length == 0 && width > 1 ? $"Colonne {i}" : PublishedCellText.WithoutCount(name), PublishedCellText.CountIn(name)));
            }
        }

        // "Réponse ; N ; %": the answers of one question.
        if (_groups.Count == 0)
        {
            _groups.Add(new(""));
        }
    }

    private void ReadLine(PastedLine line)
    {
        var label = Stars().Match(line.Cells[0]) is { Success: true } stars ? line.Cells[0][..stars.Index] : line.Cells[0];
        if (_hasMeans && Counts().IsMatch(label))
        {
            ReadSizes(line);
            return;
        }

        bool? differs = label.Length < line.Cells[0].Length ? true : null;
        var (cells, count, percent) = (new List<PublishedCell>(), (int?)null, (PublishedCell?)null);
        for (var i = 1; i < line.Cells.Length; i++)
        {
            var text = line.Cells[i];
            switch (_columns[i - 1])
            {
                case Column.Mark:
                    differs = text.StartsWith('*') || text.StartsWith("oui", StringComparison.OrdinalIgnoreCase);
                    break;
                case Column.Count when text.Length > 0 && !Blank().IsMatch(text):
                    count = PublishedCellText.Counted(text)?.Count;
                    Miss(line, i, count);
                    break;
                case Column.Percent:
                    percent = Read(line, i, PublishedCellText.Counted(text.Contains('%', StringComparison.Ordinal) ? text : $"{text} %"));
                    break;
                case Column.Group:
                    cells.Add(Read(line, i, _hasMeans ? Padded(PublishedCellText.Mean(text)) : PublishedCellText.Counted(text)));
                    break;
            }
        }

        Add(new($"{_id}.{_rows.Count + 1}", Short(label.Trim()), cells) { Differs = differs, Printed = Short(string.Join(' ', line.Cells)) }, count, percent);
    }

    // A line of its own for the number of persons in each column.
    private void ReadSizes(PastedLine line)
    {
        var group = 0;
        for (var i = 1; i < line.Cells.Length; i++)
        {
            if (_columns[i - 1] == Column.Group)
            {
                _groups[group] = _groups[group] with { Count = PublishedCellText.Count(line.Cells[i]) ?? PublishedCellText.CountIn(line.Cells[i]) ?? _groups[group].Count };
                group++;
            }
        }
    }

    private void Add(PublishedRow row, int? count, PublishedCell? percent)
    {
        if (!_hasMeans && Total().IsMatch(row.Text))
        {
            _base = count ?? (row.Cells.Count == 1 ? row.Cells[0].Count : null) ?? _base;
        }
        else if (row.Cells.Count > 0)
        {
            _rows.Add(row with { Count = count });
        }
        else
        {
            _rows.Add(row with { Cells = [new(row.Printed) { Count = count, Percent = percent?.Percent }] });
        }
    }

    private static string Short(string text) => text.Length > LabelMost ? $"{text[..LabelMost]}…" : text;

    private PublishedCell Read(PastedLine line, int column, PublishedCell? cell)
    {
        var text = line.Cells[column];
        if (cell is null && !Blank().IsMatch(text))
        {
            Miss(line, column, null);
        }

        return cell ?? new(text);
    }

    private void Miss(PastedLine line, int column, int? read)
    {
        if (read is null)
        {
            var text = line.Cells[column];
            Unread.Add($"ligne {line.Number}, « {(text.Length > 30 ? text[..29] + "…" : text)} »");
        }
    }

    // A spreadsheet drops the last zeros: "4,5" was printed 4,50.
    private PublishedCell? Padded(PublishedCell? cell) =>
        cell?.Mean is { } mean && _decimals is { } decimals && mean.Decimals < decimals ? cell with { Mean = mean with { Decimals = decimals } } : cell;
}
