namespace InclusionNumerique.Surveys;

/// <summary>One page of a questionnaire: questions of one block that may stand together.</summary>
public sealed record SurveySheet(SurveyBlock Block, IReadOnlyList<SurveyQuestion> Questions);

/// <summary>
/// What one person is asked, in their own order. Pages hang on the audience and the seed alone, not on answers: the number of steps never changes on the way. A question
/// that hangs on another of its block begins a new page, since a page without script cannot show it in between; a page whose questions all fall away is passed over.
/// </summary>
public sealed class SurveyRoute
{
    private readonly SurveyForm _form;
    private readonly SurveyAudience _audience;
    private readonly int _seed;

    public SurveyRoute(SurveyForm form, SurveyAudience audience, int seed)
    {
        (_form, _audience, _seed) = (form, audience, seed);
        Pages = [.. Blocks().SelectMany(PagesOf)];
    }

    public IReadOnlyList<SurveySheet> Pages { get; }

    /// <summary>In the order in which this person sees them.</summary>
    public IReadOnlyList<SurveyItem> ItemsOf(SurveyQuestion question) =>
        question.ShufflesItems ? [.. Shuffled(question.Items, question.Id).OrderBy(i => i.IsExclusive)] : question.Items;

    /// <summary>Block, question and item ids as this person sees them, for the analysis of order effects. Only what was shuffled.</summary>
    public Dictionary<string, string[]> Order()
    {
        var order = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (_form.ShufflesBlocks)
        {
            order[""] = [.. Pages.Select(p => p.Block.Id).Distinct()];
        }

        foreach (var question in Pages.SelectMany(p => p.Questions).Where(q => q.ShufflesItems && q.Items.Count > 1))
        {
            order[question.Id] = [.. ItemsOf(question).Select(i => i.Id)];
        }

        return order;
    }

    /// <summary>The questions of the page that these answers leave to ask.</summary>
    public static IReadOnlyList<SurveyQuestion> Asked(SurveySheet page, SurveyAnswers answers) => [.. page.Questions.Where(q => IsAsked(q, answers))];

    /// <summary>The index of the next page with something to ask from here on, in the direction of the step (1 or -1); the number of pages at the end, -1 before the first.</summary>
    public int Next(int from, int step, SurveyAnswers answers)
    {
        var index = from;
        while (index >= 0 && index < Pages.Count && Asked(Pages[index], answers).Count == 0)
        {
            index += step;
        }

        return index;
    }

    /// <summary>Takes away what is no longer asked: a filter holds, whatever was answered before it changed.</summary>
    public void Prune(SurveyAnswers answers)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        // In the form's order, in which a condition always looks back.
        foreach (var question in _form.Questions.Where(IsForAudience))
        {
            if (IsAsked(question, answers))
            {
                asked.UnionWith(question.Keys);
                if (question.HasOther && answers.Chosen(question.Id).Contains(SurveyAnswers.Other))
                {
                    asked.Add(question.Id + SurveyAnswers.OtherSuffix);
                }
            }
            else
            {
                Remove(question, answers);
            }
        }

        foreach (var key in answers.Keys.Where(k => !asked.Contains(k)).ToList())
        {
            answers.Remove(key);
        }
    }

    private static bool IsAsked(SurveyQuestion question, SurveyAnswers answers) =>
        question.Conditions.TrueForAll(c => answers.Chosen(c.Key).Any(c.Values.Contains));

    private static void Remove(SurveyQuestion question, SurveyAnswers answers)
    {
        foreach (var key in question.Keys)
        {
            answers.Remove(key);
        }
    }

    private bool IsForAudience(SurveyQuestion question) => question.Audiences.Count == 0 || question.Audiences.Contains(_audience);

    private List<SurveyBlock> Blocks() =>
        _form.ShufflesBlocks && _form.Blocks.Count > 2 ? [_form.Blocks[0], .. Shuffled([.. _form.Blocks.Skip(1)], "")] : _form.Blocks;

    private IEnumerable<SurveySheet> PagesOf(SurveyBlock block)
    {
        var page = new List<SurveyQuestion>();
        foreach (var question in block.Questions.Where(IsForAudience))
        {
            var before = page.SelectMany(q => q.Keys).ToHashSet(StringComparer.Ordinal);
            if (question.Conditions.Exists(c => before.Contains(c.Key)))
            {
                yield return new(block, page);
                page = [];
            }

            page.Add(question);
        }

        if (page.Count > 0)
        {
            yield return new(block, page);
        }
    }

    // The same for the same person at each page; the salt keeps one shuffle from telling another.
    private List<T> Shuffled<T>(List<T> items, string salt)
    {
        var state = (uint)_seed;
        foreach (var letter in salt)
        {
            state = (state ^ letter) * 16777619;
        }

        T[] shuffled = [.. items];
        new Random((int)(state & int.MaxValue)).Shuffle(shuffled);
        return [.. shuffled];
    }
}
