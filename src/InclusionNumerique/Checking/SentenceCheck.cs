using System.Text.RegularExpressions;
using InclusionNumerique.Checking.Sentences;

namespace InclusionNumerique.Checking;

/// <summary>
/// What a sentence claims of a table, against the table. Only claims of the forms below are understood (a number, two camps, an order of groups or items, a level, no difference);
/// any other sentence passes in silence.
/// </summary>
internal sealed partial class SentenceCheck : IReportCheck
{
    private static readonly ISentenceRule[] Rules =
    [
        new CitedNumbers(), new StatedSample(), new TwoCamps(), new NoDifference(), new GroupOrder(), new ItemOrder(), new Level(), new Limit(),
    ];

    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var sentence in report.Sentences.Where(s => !s.IsLegend))
        {
            var tables = SentenceScope.Tables(report, sentence);
            var clauses = Ends().Split(PublishedCellText.Plain(sentence.Text)).Select(c => new SentenceScope(report, c, tables)).ToList();
            foreach (var against in Rules.Select(rule => clauses.SelectMany(rule.Against).Distinct().ToList()).Where(a => a.Count > 0))
            {
                yield return new(FindingKind.Sentence, FindingWeight.Contradiction, sentence.Id, null, string.Join(' ', against));
            }
        }
    }

    // Not the point of "4.53".
    [GeneratedRegex(@"(?<=[.;:!?])\s+")]
    private static partial Regex Ends();
}
