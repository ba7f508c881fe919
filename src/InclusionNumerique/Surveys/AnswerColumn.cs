namespace InclusionNumerique.Surveys;

/// <summary>What a column of a file of answers is read as.</summary>
public enum AnswerColumnKind : short
{
    /// <summary>Free words, names, numbers of people: left out.</summary>
    Unread = 1,

    /// <summary>Whole points from least to most; columns with the same ends are lines of one question.</summary>
    Scale = 2,
    Choice = 3,
    YesNo = 4,
    Number = 5,
}

/// <summary>How one column is to be read.</summary>
/// <param name="Least">Of a scale, like <paramref name="Most"/>.</param>
public sealed record AnswerColumnChoice(AnswerColumnKind Kind, int Least = 1, int Most = 8);

/// <summary>A column of a file of answers.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Answers">Cells that hold something.</param>
/// <param name="Samples">Its first different values, three at most, shortened.</param>
/// <param name="Seems">What its cells look like.</param>
public sealed record AnswerColumn(int Index, string Name, int Answers, IReadOnlyList<string> Samples, AnswerColumnChoice Seems)
{
    /// <summary>Different answers of a column that looks like a choice.</summary>
    public const int OptionsMost = 20;

    private const int SamplesMost = 3;

    // Longer ones are no answer that somebody ticked.
    private const int OptionMost = 200;

    internal static AnswerColumn Of(int index, string name, IReadOnlyList<string> cells)
    {
        var different = cells.Distinct(StringComparer.Ordinal).ToList();
        return new(index, name, cells.Count, [.. different.Take(SamplesMost).Select(SurveyFileBuilder.Shown)], Seeming(cells, different));
    }

    private static AnswerColumnChoice Seeming(IReadOnlyList<string> cells, List<string> different)
    {
        if (cells.Count == 0)
        {
            return new(AnswerColumnKind.Unread);
        }

        var numbers = different.Select(AnswerCell.Number).ToList();
        if (numbers.TrueForAll(n => n is not null))
        {
            return Numeric(numbers.OfType<decimal>().ToList(), different.Count < cells.Count);
        }

        return new(
            different.TrueForAll(c => AnswerCell.YesNo(c) is not null) ? AnswerColumnKind.YesNo
            : different.Count <= OptionsMost && different.Count < cells.Count && different.TrueForAll(c => c.Length <= OptionMost) ? AnswerColumnKind.Choice
            : AnswerColumnKind.Unread);
    }

    private static AnswerColumnChoice Numeric(List<decimal> numbers, bool isRepeated)
    {
        var (least, most) = (numbers.Min(), numbers.Max());
        if (!numbers.TrueForAll(decimal.IsInteger))
        {
            return new(AnswerColumnKind.Number);
        }

        // One after the other, or far apart and none twice, they number the people.
        var isNumbering = !isRepeated && numbers.Zip(numbers.Skip(1)).All(n => n.Second == n.First + 1);
        return !isNumbering && AnswerCell.IsPoint(least) && AnswerCell.IsPoint(most) && SurveyOfFile.IsScale((int)least, (int)most) ? new(AnswerColumnKind.Scale, (int)least, (int)most)
            : new(isRepeated ? AnswerColumnKind.Number : AnswerColumnKind.Unread);
    }
}
