namespace InclusionNumerique.Checking;

/// <summary>What somebody published of a survey, as printed: no answers, only tables and sentences.</summary>
public sealed record PublishedReport(PublishedScale? Scale, IReadOnlyList<PublishedTable> Tables, IReadOnlyList<PublishedSentence> Sentences)
{
    public IReadOnlyList<PublishedGrouping> Groupings { get; init; } = [];

    /// <summary>Persons who answered, by questionnaire.</summary>
    public IReadOnlyDictionary<string, int> Respondents { get; init; } = new Dictionary<string, int>();

    /// <summary>The tables of a question: one for each breakdown of its means.</summary>
    public IEnumerable<PublishedTable> Of(string question) => Tables.Where(t => t.Question == question);
}

/// <summary>Whole points from least to most; beyond <see cref="DisagreeMost"/> and <see cref="AgreeLeast"/> a mean has a meaning in words.</summary>
public sealed record PublishedScale(int Least, int Most)
{
    public decimal? DisagreeMost { get; init; }

    public decimal? AgreeLeast { get; init; }
}

/// <summary>How people were split, and the question that tells who is where.</summary>
public sealed record PublishedGrouping(string Name, string Question, IReadOnlyList<string> Groups)
{
    /// <summary>Left out of the tables for being too few, with their number.</summary>
    public IReadOnlyList<(string Name, int Count)> Excluded { get; init; } = [];
}

/// <summary>Only who gave this answer to that question was asked.</summary>
public sealed record PublishedFilter(string Question, string Answer);

public sealed record PublishedTable(string Id, string Title, IReadOnlyList<PublishedGroup> Groups, IReadOnlyList<PublishedRow> Rows)
{
    /// <summary>Tables of one question share it.</summary>
    public string Question { get; init; } = "";

    /// <summary>"" when everybody is together.</summary>
    public string Grouping { get; init; } = "";

    /// <summary>Tables made from the same file: their columns are about the same people unless something shows otherwise.</summary>
    public string Questionnaire { get; init; } = "";

    public PublishedFilter? Filter { get; init; }

    /// <summary>What the percentages are of, when it is printed for the whole table.</summary>
    public int? Base { get; init; }

    /// <summary>Several answers per person.</summary>
    public bool AllowsSeveral { get; init; }

    /// <summary>Each row is a question of its own (yes, no); otherwise the rows are the answers of one question.</summary>
    public bool SumsByRow { get; init; }

    /// <summary>Years, times: a number that is no point of the scale.</summary>
    public string? Unit { get; init; }

    public bool HasMeans => Rows.Any(r => r.Cells.Any(c => c.Mean is not null));

    public bool HasCounts => Rows.Any(r => r.Cells.Any(c => c.Count is not null));
}

/// <param name="Count">Printed beside the name.</param>
/// <param name="Declared">How many there are at most, whoever answered: their number in the question that splits them.</param>
public sealed record PublishedGroup(string Name, int? Count = null, int? Declared = null);

public sealed record PublishedRow(string Id, string Text, IReadOnlyList<PublishedCell> Cells)
{
    /// <summary>Of the row; null when nothing is printed.</summary>
    public int? Count { get; init; }

    /// <summary>A mark says that the groups differ, or that they do not; null without marks.</summary>
    public bool? Differs { get; init; }

    /// <summary>The line as it stands, when that is known.</summary>
    public string Printed { get; init; } = "";
}

/// <summary>What stands where a row and a group meet: a mean with its letters, or a count with its percentage.</summary>
public sealed record PublishedCell(string Printed)
{
    public PublishedNumber? Mean { get; init; }

    public string Letters { get; init; } = "";

    public int? Count { get; init; }

    public PublishedNumber? Percent { get; init; }

    /// <summary>Two groups that share a letter are said not to differ.</summary>
    public bool Shares(PublishedCell other) => Letters.AsSpan().IndexOfAny(other.Letters) >= 0;
}

/// <param name="About">Tables, rows ("P14", "P14.2") or one breakdown of them ("P14/structure"); none: everything.</param>
public sealed record PublishedSentence(string Id, string Text, IReadOnlyList<string> About)
{
    /// <summary>Tells how to read the tables rather than what they say.</summary>
    public bool IsLegend { get; init; }
}
