using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>Lines or options typed one a line. Answers are stored by a line's code: it follows a line that moves or is corrected, and a new line gets a new one.</summary>
public static class SurveyLines
{
    /// <summary>As much of the longer text must be left for a line to be the same one, corrected.</summary>
    private const double SameFrom = 0.5;

    public static string Show(IEnumerable<SurveyItem> items) => string.Join('\n', items.Select(i => i.Text));

    /// <param name="newId">The next free code.</param>
    public static List<SurveyItem> Read(IReadOnlyList<SurveyItem> old, string? typed, Func<string> newId)
    {
        var texts = (typed ?? "").Split('\n').Select(t => t.Trim()).Where(t => t.Length > 0).ToList();
        var left = old.ToList();
        var found = new SurveyItem?[texts.Count];
        // Word for word first, wherever it stands now.
        for (var i = 0; i < texts.Count; i++)
        {
            Take(i, left.Find(item => item.Text == texts[i]));
        }

        // Then what stands where it stood: behind the same line.
        for (var i = 0; i < texts.Count; i++)
        {
            var after = i == 0 ? 0 : found[i - 1] is { } before ? old.ToList().IndexOf(before) + 1 : -1;
            // A text that stands there already is one more line, not a correction of its neighbour.
            if (found[i] is null && !old.Any(o => o.Text == texts[i]) && after >= 0 && after < old.Count && left.Contains(old[after]) && IsCorrected(old[after].Text, texts[i]))
            {
                Take(i, old[after]);
            }
        }

        return [.. texts.Select((text, i) => found[i] is { } known
            ? new SurveyItem { Id = known.Id, Text = text, IsExclusive = known.IsExclusive, IsReversed = known.IsReversed }
            : new SurveyItem { Id = newId(), Text = text })];

        void Take(int i, SurveyItem? item)
        {
            if (item is not null && left.Remove(item))
            {
                found[i] = item;
            }
        }
    }

    private static bool IsCorrected(string old, string now)
    {
        var most = Math.Max(old.Length, now.Length);
        var head = 0;
        while (head < Math.Min(old.Length, now.Length) && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        return most == 0 || head + tail >= most * SameFrom;
    }
}
