using System.Globalization;

namespace InclusionNumerique.Surveys;

/// <summary>A file of answers as a questionnaire with its answers, so that its results are made by what makes those of a survey. Nothing of it is stored.</summary>
/// <param name="Form">Of the columns that are read, by the ids C1, C2…</param>
/// <param name="People">Who answered any of them; nobody where there is a fault: tables of a part would be read as those of all.</param>
/// <param name="Faults">The first ones.</param>
/// <param name="FaultCount">All of them.</param>
public sealed record SurveyOfFile(SurveyForm Form, IReadOnlyList<SurveyAnswers> People, IReadOnlyList<SurveyFileFault> Faults, int FaultCount)
{
    /// <summary>Cells that are read: what one page may hold in memory.</summary>
    public const int CellsMost = 1_000_000;

    private const int FaultsKept = 50;
    private const int LabelMost = 200;

    /// <param name="choices">By the index of a column; the others are not read.</param>
    public static SurveyOfFile Of(AnswerTable table, IReadOnlyDictionary<int, AnswerColumnChoice> choices)
    {
        var read = table.Columns.Where(c => choices.GetValueOrDefault(c.Index) is { Kind: not AnswerColumnKind.Unread }).Select(c => new Reading(c, choices[c.Index], table)).ToList();
        if (read.Count > AnswerTable.ReadMost || (long)read.Count * table.PeopleCount > CellsMost)
        {
            var most = Math.Min(AnswerTable.ReadMost, CellsMost / table.PeopleCount);
            return new(new(), [], [new("", 0, $"{most} colonnes de ce fichier peuvent être lues à la fois ; {read.Count} sont choisies.")], 1);
        }

        var (people, faults) = (new List<SurveyAnswers>(), new List<SurveyFileFault>());
        faults.AddRange(read.Select(r => r.Fault).OfType<SurveyFileFault>());
        var count = faults.Count;
        foreach (var line in table.People)
        {
            var answers = new SurveyAnswers();
            foreach (var column in read.Where(r => r.Fault is null && line.Cells[r.Column.Index].Length > 0))
            {
                var cell = line.Cells[column.Column.Index];
                if (column.Read(cell) is { } answer)
                {
                    answers[column.Id] = answer;
                    continue;
                }

                count++;
                if (faults.Count < FaultsKept)
                {
                    faults.Add(new("", line.Line, $"colonne « {SurveyFileBuilder.Shown(column.Column.Name)} » : « {SurveyFileBuilder.Shown(cell)} » {column.Refusal}."));
                }
            }

            if (answers.Count > 0)
            {
                people.Add(answers);
            }
        }

        return new(FormOf(read), count == 0 ? people : [], faults, count);
    }

    public static bool IsScale(int least, int most) => most > least && most - least < SurveyQuestion.PointsMost && AnswerCell.IsPoint(least) && AnswerCell.IsPoint(most);

    /// <summary>As a survey's are made. Everybody together where the groups' column is no longer one.</summary>
    public SurveyResult Result(string title, SurveyResultChoice choice) =>
        new SurveyAnalysis(Form, Form.Questions.Any(q => q.Id == choice.GroupBy && SurveyAnalysis.CanGroup(q)) ? choice : choice with { GroupBy = null }, People).Result(title, complete: null);

    private static SurveyForm FormOf(List<Reading> read)
    {
        var scales = read.Where(r => r.Choice.Kind == AnswerColumnKind.Scale).GroupBy(r => (r.Choice.Least, r.Choice.Most)).SelectMany(g => g.Chunk(SurveyQuestion.ItemsMost).Select((lines, part) => (g.Key, lines, part)));
        return new()
        {
            Blocks =
            [
                new() { Id = "B1", Title = "Échelles", Questions = [.. scales.Select((s, i) => Scale($"E{i + 1}", s.Key.Least, s.Key.Most, s.lines, s.part))] },
                Block("B2", "Choix", AnswerColumnKind.Choice), Block("B3", "Oui ou non", AnswerColumnKind.YesNo), Block("B4", "Nombres", AnswerColumnKind.Number),
            ],
        };

        SurveyBlock Block(string id, string title, AnswerColumnKind kind) => new() { Id = id, Title = title, Questions = [.. read.Where(r => r.Choice.Kind == kind).Select(r => r.Question())] };
    }

    private static SurveyQuestion Scale(string id, int least, int most, Reading[] lines, int part) => new()
    {
        Id = id, Text = $"Échelle de {least} à {most}{(part > 0 ? $", suite {part}" : "")}", Kind = QuestionKind.Scale, Least = least, Most = most, Items = [.. lines.Select(l => new SurveyItem { Id = l.Id, Text = l.Column.Name })],
    };

    /// <summary>One column on its way.</summary>
    private sealed class Reading
    {
        private readonly Dictionary<string, string> _options = [];
        private readonly bool _hasDontKnow;

        public Reading(AnswerColumn column, AnswerColumnChoice choice, AnswerTable table)
        {
            (Column, Choice) = (column, choice);
            _hasDontKnow = choice.Kind == AnswerColumnKind.YesNo && table.People.Any(p => AnswerCell.YesNo(p.Cells[column.Index]) == SurveyAnswers.DontKnow);
            if (choice.Kind != AnswerColumnKind.Choice)
            {
                return;
            }

            // As a person sorts them: 2 before 10, é beside e.
            var different = table.People.Select(p => p.Cells[column.Index]).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(c => AnswerCell.Number(c) ?? decimal.MaxValue)
                .ThenBy(c => c, StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), ignoreCase: false)).ThenBy(c => c, StringComparer.Ordinal).ToList();
            _options = different.Take(SurveyQuestion.ItemsMost).Index().ToDictionary(o => o.Item, o => $"{Id}.{o.Index + 1}", StringComparer.Ordinal);
            Fault = different.Count > SurveyQuestion.ItemsMost ? new("", 0, $"Colonne « {SurveyFileBuilder.Shown(column.Name)} » : {different.Count} réponses différentes ; un choix en a {SurveyQuestion.ItemsMost} au plus.") : null;
        }

        public AnswerColumn Column { get; }

        public AnswerColumnChoice Choice { get; }

        /// <summary>Of the whole column.</summary>
        public SurveyFileFault? Fault { get; }

        public string Id => $"C{Column.Index + 1}";

        /// <summary>What is said of a cell that cannot be read.</summary>
        public string Refusal => Choice.Kind switch
        {
            AnswerColumnKind.Scale => $"n’est pas un point de l’échelle de {Choice.Least} à {Choice.Most}",
            AnswerColumnKind.YesNo => "n’est ni oui ni non",
            _ => "n’est pas un nombre",
        };

        public string? Read(string cell) => Choice.Kind switch
        {
            AnswerColumnKind.Choice => _options[cell],
            AnswerColumnKind.YesNo => AnswerCell.YesNo(cell),
            AnswerColumnKind.Number => AnswerCell.Number(cell)?.ToString(CultureInfo.InvariantCulture),
            _ => AnswerCell.Number(cell) is { } point && decimal.IsInteger(point) && point >= Choice.Least && point <= Choice.Most ? SurveyScalePoints.Number((int)point) : null,
        };

        public SurveyQuestion Question() => new()
        {
            Id = Id, Text = Column.Name, HasDontKnow = _hasDontKnow,
            Kind = Choice.Kind switch { AnswerColumnKind.Choice => QuestionKind.SingleChoice, AnswerColumnKind.YesNo => QuestionKind.YesNo, _ => QuestionKind.Number },
            Items = [.. _options.Select(o => new SurveyItem { Id = o.Value, Text = o.Key.Length > LabelMost ? o.Key[..LabelMost] + "…" : o.Key })],
        };
    }
}
