namespace InclusionNumerique.Web.Ui;

/// <summary>Tiles for the values of an enum, in their order.</summary>
public static class EnumTiles
{
    /// <summary>First tile of an optional group.</summary>
    public const string NotSaid = "—";

    public static IReadOnlyList<Tile> Of<T>(Func<T, string> label)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new Tile(Key(v), label(v)))];

    public static IReadOnlyList<Tile> Optional<T>(Func<T, string> label)
        where T : struct, Enum => [new Tile("", NotSaid), .. Of(label)];

    /// <summary>What a tile of this value carries.</summary>
    public static string Key<T>(T value)
        where T : struct, Enum => value.ToString("D");

    public static string? Value<T>(T? value)
        where T : struct, Enum => value is { } known ? Key(known) : null;

    public static T? Parse<T>(string? value)
        where T : struct, Enum => Enum.TryParse<T>(value, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
}
