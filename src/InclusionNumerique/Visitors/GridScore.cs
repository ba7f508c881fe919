using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visitors;

/// <summary>What the answers to a grid say: a score in percent, a level of help, and whether the person manages the kiosk alone.</summary>
/// <param name="Score">Points over the most that the answered questions give, 0 to 100, halves rounded up.</param>
public readonly record struct GridScore(short Score, HelpLevel Level, bool IsKioskAlone)
{
    public const short Alone = 2;
    public const short WithHelp = 1;
    public const short No = 0;
    public const short PassedOver = -1;

    /// <summary>Null when fewer than half of the questions are answered: that says too little.</summary>
    /// <param name="answers">In the order of the questions.</param>
    public static GridScore? Of(AssessmentGrid grid, IReadOnlyList<short> answers)
    {
        var answered = answers.Where(a => a != PassedOver).ToList();
        if (answered.Count == 0 || answered.Count * 2 < answers.Count)
        {
            return null;
        }

        var score = (short)Math.Round(100m * answered.Sum(a => a) / (Alone * answered.Count), MidpointRounding.AwayFromZero);
        var level = score < grid.InclusionFrom ? HelpLevel.Emergency : score < grid.SkillsFrom ? HelpLevel.Inclusion : HelpLevel.Skills;
        var kiosk = grid.Questions.Where(q => q.IsForKiosk).ToList();
        return new GridScore(score, level, kiosk.Count > 0 && kiosk.All(q => answers[q.Position] == Alone));
    }
}
