namespace InclusionNumerique.Surveys;

/// <summary>Reads a line of another tool's answers by where its columns belong.</summary>
internal sealed class SurveyAnswerReader(SurveyForm form, IReadOnlyList<(int Index, string Header, string Target)> mapping)
{
    private readonly Dictionary<string, SurveyColumn> _columns = SurveyColumn.Of(form).ToDictionary(c => c.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, SurveyQuestion> _multiple = form.Questions.Where(q => q.Kind == QuestionKind.MultipleChoice).ToDictionary(q => q.Id, StringComparer.Ordinal);
    private readonly IReadOnlyList<SurveyQuestion> _questions = [.. form.Questions];

    public (SurveyImportedRow Row, IReadOnlyList<SurveyFileFault> Faults) Read(TableLine line)
    {
        var said = new Said(line.Line);
        foreach (var (index, header, target) in mapping)
        {
            var text = line.Cells.ElementAtOrDefault(index) ?? "";
            if (text.Length > 0 && !SurveyAnswerCell.IsNotShown(text))
            {
                Read(said, header, target, text);
            }
        }

        // The very checks of a respondent's page.
        var reply = SurveyReply.Read(_questions, said.Sent.ToDictionary(s => s.Key, s => (IReadOnlyList<string>)s.Value), isStrict: false);
        foreach (var (key, fault) in reply.Faults)
        {
            var typed = said.Sent.GetValueOrDefault(key) is { Count: > 0 } values ? string.Join(" ", values) : "";
            said.Fault(said.Headers.GetValueOrDefault(key, key), typed, Reason(fault, _questions.First(q => q.Keys.Contains(key))));
        }

        return (new(line.Line, said.Audience, said.Language, said.Mode, said.Week, said.IsComplete, reply.Answers), said.Faults);
    }

    private static string Reason(SurveyFault fault, SurveyQuestion question) => (fault, question.Kind) switch
    {
        (SurveyFault.NotAnOption, QuestionKind.Scale) => $"n’est pas un point de l’échelle de {question.Least} à {question.Most}",
        (SurveyFault.NotAnOption, QuestionKind.YesNo) => question.HasDontKnow ? "n’est ni oui, ni non, ni « ne sait pas »" : "n’est ni oui ni non",
        (SurveyFault.NotANumber, _) => "n’est pas un nombre",
        (SurveyFault.OutOfRange, _) => $"est hors des limites{(question.Min is { } min ? $", {min} au moins" : "")}{(question.Max is { } max ? $", {max} au plus" : "")}",
        (SurveyFault.TooLong, _) => $"est trop long : {SurveyQuestion.AnswerMost:N0} caractères au plus",
        (SurveyFault.Unreadable, _) => "contient un caractère qui ne peut pas être enregistré",
        (SurveyFault.Exclusive, _) => "réunit des choix qui ne vont pas ensemble",
        _ => "n’est pas un des choix",
    };

    private void Read(Said said, string header, string target, string text)
    {
        if (_multiple.TryGetValue(target, out var question) && !_columns.ContainsKey(target))
        {
            said.Headers[question.Id] = header;
            said.Add(question.Id, SurveyAnswerCell.Several(question, text));
            return;
        }

        var column = _columns[target];
        switch (column.Kind)
        {
            case SurveyColumnKind.About:
                if (!said.About(column.Name, text))
                {
                    said.Fault(header, text, "n’est pas compris");
                }
                else if (said.Audience is { } audience && !form.Audiences.Contains(audience))
                {
                    said.Fault(header, text, "n’est pas un public de ce questionnaire");
                }

                break;
            case SurveyColumnKind.Option:
                said.Headers.TryAdd(column.Key, header);
                Option(said, header, column, text);
                break;
            case SurveyColumnKind.OtherText:
                Other(said, header, column, text);
                break;
            default:
                said.Headers[column.Key] = header;
                said.Add(column.Key, [SurveyAnswerCell.One(column.Question!, text)]);
                break;
        }
    }

    private static void Option(Said said, string header, SurveyColumn column, string text)
    {
        switch (SurveyAnswerCell.IsTicked(column, text))
        {
            case true:
                said.Add(column.Key, [column.Option!]);
                break;
            case null:
                said.Fault(header, text, "ne dit pas si le choix est coché (1 ou 0, oui ou non)");
                break;
        }
    }

    // LimeSurvey has the words of "other" and no tick beside them.
    private static void Other(Said said, string header, SurveyColumn column, string text)
    {
        said.Headers.TryAdd(column.Key, header);
        said.Sent[column.Key + SurveyAnswers.OtherSuffix] = [text];
        if (column.Question!.Kind == QuestionKind.MultipleChoice || !said.Sent.ContainsKey(column.Key))
        {
            said.Add(column.Key, [SurveyAnswers.Other]);
        }
    }

    /// <summary>What a line says, on the way.</summary>
    private sealed class Said(int line)
    {
        private readonly List<SurveyFileFault> _faults = [];

        public Dictionary<string, List<string>> Sent { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

        public IReadOnlyList<SurveyFileFault> Faults => _faults;

        public SurveyAudience? Audience { get; private set; }

        public string? Language { get; private set; }

        public SurveyMode? Mode { get; private set; }

        public DateOnly? Week { get; private set; }

        public bool? IsComplete { get; private set; }

        public void Add(string key, IEnumerable<string> values)
        {
            var sent = Sent.TryGetValue(key, out var already) ? already : Sent[key] = [];
            sent.AddRange(values.Where(v => !sent.Contains(v)));
        }

        public void Fault(string header, string text, string reason) =>
            _faults.Add(new("", line, $"Ligne {line}, colonne « {SurveyFileBuilder.Shown(header)} » : « {SurveyFileBuilder.Shown(text)} » {reason}."));

        /// <summary>False when it is not understood.</summary>
        public bool About(string name, string text) => name switch
        {
            SurveyColumn.Audience => (Audience = SurveyAnswerCell.Named(SurveyColumn.Audiences, text)) is not null,
            SurveyColumn.Mode => (Mode = SurveyAnswerCell.Named(SurveyColumn.Modes, text)) is not null,
            SurveyColumn.Language => (Language = SurveyAnswerCell.Language(text)) is not null,
            SurveyColumn.Week => (Week = SurveyAnswerCell.Monday(text)) is not null,
            _ => (IsComplete = SurveyAnswerCell.IsYes(text)) is not null,
        };
    }
}
