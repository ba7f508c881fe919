using InclusionNumerique.Partners;

namespace InclusionNumerique.Web.Partners;

/// <summary>Where the names of the districts stand on the plan: near their middle, and not over a site or another name.</summary>
public static class PlanLabels
{
    private const double LineHeight = 13;

    // Of the plan's small type.
    private const double LetterWidth = 5.8;

    /// <summary>A long name of several quarters takes a line for each.</summary>
    public static IReadOnlyList<(string Words, double X, double Y)> Of(PartnerPlan plan)
    {
        var taken = plan.Sites.Select(s => (Left: PlanFrame.X(s.Longitude) - 8, Top: PlanFrame.Y(s.Latitude) - 9, Right: PlanFrame.X(s.Longitude) + 14 + (s.Name.Length * 7.2), Bottom: PlanFrame.Y(s.Latitude) + 9)).ToList();
        var lines = new List<(string, double, double)>();
        foreach (var district in plan.Districts)
        {
            var words = district.Name.Split(" – ");
            var (x, half, height) = (PlanFrame.X(district.Longitude), words.Max(w => w.Length) * LetterWidth / 2, words.Length * LineHeight);
            (double Left, double Top, double Right, double Bottom) At(double shift) => (x - half, PlanFrame.Y(district.Latitude) - (height / 2) + shift, x + half, PlanFrame.Y(district.Latitude) + (height / 2) + shift);
            // Up and down by turns, a little farther each time.
            var box = Enumerable.Range(0, 17).Select(i => At((i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 6)).Cast<(double Left, double Top, double Right, double Bottom)?>()
                .FirstOrDefault(b => taken.All(t => b!.Value.Right < t.Left || b.Value.Left > t.Right || b.Value.Bottom < t.Top || b.Value.Top > t.Bottom)) ?? At(0);
            taken.Add(box);
            lines.AddRange(words.Select((w, i) => (w, x, box.Top + ((i + 1) * LineHeight) - 3)));
        }

        return lines;
    }
}
