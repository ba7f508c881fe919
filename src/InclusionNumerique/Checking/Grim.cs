namespace InclusionNumerique.Checking;

/// <summary>Which means n whole answers can have (Brown and Heathers, "The GRIM test", Social Psychological and Personality Science, 2017).</summary>
internal static class Grim
{
    /// <summary>The best fit of any sum of answers.</summary>
    public static RoundingFit Fit(PublishedNumber mean, int size)
    {
        var below = decimal.Floor(mean.Value * size);
        var fits = new[] { mean.Fit(below, size), mean.Fit(below + 1, size) };
        return fits.Contains(RoundingFit.Nearest) ? RoundingFit.Nearest
            : fits.FirstOrDefault(f => f is RoundingFit.HalfUp or RoundingFit.HalfToEven) is var half and not RoundingFit.None ? half
            : fits.Contains(RoundingFit.HalfDown) ? RoundingFit.HalfDown
            : RoundingFit.None;
    }

    /// <summary>The possible means on either side, in French.</summary>
    public static string Nearest(PublishedNumber mean, int size)
    {
        var below = decimal.Floor(mean.Value * size);
        return $"{PublishedNumber.Written(below / size, mean.Decimals)} ou {PublishedNumber.Written((below + 1) / size, mean.Decimals)}";
    }
}
