namespace InclusionNumerique.Access;

/// <summary>How far a right reaches. The widest of an actor's roles counts.</summary>
public enum Reach
{
    None = 0,

    /// <summary>Own entries, on own sites.</summary>
    Own = 1,

    /// <summary>Everything on own sites.</summary>
    Sites = 2,

    /// <summary>Every site.</summary>
    All = 3,
}

/// <summary>What a row of the table is about.</summary>
public enum RightKind
{
    Page,
    Verb,
    Query,

    /// <summary>Page or verb for people not signed in; guarded by its own secret where it needs one.</summary>
    Public,
}

public sealed record Right(RightKind Kind, string Name, IReadOnlyDictionary<Role, Reach> Cells);

/// <summary>The one table of who may do what: <c>rights.csv</c>, role by verb, query and page.</summary>
public static class Rights
{
    private static readonly Dictionary<string, Right> ByName = Read();

    public static IReadOnlyCollection<Right> All => ByName.Values;

    /// <exception cref="InvalidOperationException">The table has no such row: a fault of the code, caught by a test.</exception>
    public static Reach ReachOf(this Actor actor, string name)
    {
        if (!ByName.TryGetValue(name, out var right))
        {
            throw new InvalidOperationException($"rights.csv has no row for {name}.");
        }

        return actor.Roles.Count == 0 ? Reach.None : actor.Roles.Max(role => right.Cells[role]);
    }

    /// <summary>May the actor do this somewhere?</summary>
    public static bool May(this Actor actor, string name) => actor.ReachOf(name) != Reach.None;

    /// <summary>May the actor do this at that site, to an entry made by <paramref name="ownerId"/> (null: an entry of nobody yet)?</summary>
    public static bool May(this Actor actor, string name, int siteId, Guid? ownerId = null) => actor.ReachOf(name) switch
    {
        Reach.All => true,
        Reach.Sites => actor.SiteIds.Contains(siteId),
        Reach.Own => actor.SiteIds.Contains(siteId) && (ownerId is null || ownerId == actor.Id),
        _ => false,
    };

    private static Dictionary<string, Right> Read()
    {
        using var stream = typeof(Rights).Assembly.GetManifestResourceStream("InclusionNumerique.Access.rights.csv")!;
        using var reader = new StreamReader(stream);
        var roles = reader.ReadLine()!.Split(',')[2..].Select(Enum.Parse<Role>).ToArray();
        var rights = new Dictionary<string, Right>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var reaches = roles.Zip(cells[2..], (role, cell) => (role, reach: cell == "" ? Reach.None : Enum.Parse<Reach>(cell, ignoreCase: true)));
            var right = new Right(Enum.Parse<RightKind>(cells[0], ignoreCase: true), cells[1], reaches.ToDictionary(x => x.role, x => x.reach));
            rights.Add(right.Name, right);
        }

        return rights;
    }
}
