namespace InclusionNumerique.Web.Memos;

/// <summary>What the pages say of a memo.</summary>
public static class MemoWords
{
    public static string By(string author, DateTimeOffset at) => $"{author}, {Day(at)}";

    /// <summary>"24 novembre 2026".</summary>
    public static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(at.ToParis()));

    public static string Day(DateOnly day) => $"{FrenchTime.ShortDay(day)} {day.Year}";

    public static string Seen(int count) => count switch
    {
        0 => "pas encore vu",
        1 => "vu par une personne",
        _ => $"vu par {count:N0} personnes",
    };
}
