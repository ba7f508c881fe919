using InclusionNumerique.Access;
using InclusionNumerique.Data;

namespace InclusionNumerique.Tests.Access;

/// <summary>One database for all cells: a copy for each of them would take longer than what it tests.</summary>
public sealed class RightsDatabase(TestServer server) : DatabaseTest(server)
{
    public const int OwnSite = Blosne;

    public const int ForeignSite = Villejean;

    public IServiceProvider Services => Get<IServiceProvider>();
}

/// <summary>The empty cells of <c>rights.csv</c>. Nothing is stored by any of them, so that one scene serves a whole role.</summary>
public sealed class ClosedRightsTests(RightsDatabase database) : IClassFixture<RightsDatabase>
{
    public static TheoryData<Role> Roles { get; } = new(Enum.GetValues<Role>());

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Who_has_no_right_is_refused_and_nothing_is_stored(Role role)
    {
        var closed = Rights.All.Where(right => right.Kind is RightKind.Verb or RightKind.Query && right.Cells[role] == Reach.None && RightsCases.All.ContainsKey(right.Name))
            .Select(right => (right.Name, Case: RightsCases.All[right.Name])).GroupBy(c => (c.Case.IsReceiving, c.Case.IsTimed));
        foreach (var cells in closed)
        {
            var actor = new Actor(Guid.CreateVersion7(), "Démo Essai", [role], [RightsDatabase.OwnSite], 1, RightsDatabase.OwnSite);
            var scene = new Scene(database.Services, actor, RightsDatabase.OwnSite, actor.Id);
            await scene.ArrangeAsync(cells.Key.IsReceiving, cells.Key.IsTimed);
            var before = await scene.RowsAsync();
            foreach (var (name, tried) in cells)
            {
                var answer = await tried.Call(scene);

                (answer.IsForbidden, answer.IsDone).Should().Be((true, false), "{0} is closed to {1} ({2})", name, role, answer.Words);
                (await scene.RowsAsync()).Should().Equal(before, "{0} by {1} must store nothing", name, role);
            }
        }
    }
}

/// <summary><c>rights.csv</c> is complete, and each of its cells is what the verbs and queries do. Its pages are tested over HTTP.</summary>
public sealed class RightsTests(RightsDatabase database) : IClassFixture<RightsDatabase>
{
    private static readonly Guid SomebodyElse = DemoData.AccountId(2);

    public static TheoryData<string, Role> Cells { get; } = new(
        from right in Rights.All
        where right.Kind is RightKind.Verb or RightKind.Query
        from role in Enum.GetValues<Role>()
        where right.Cells[role] != Reach.None
        select (right.Name, role));

    [Fact]
    public void Every_verb_has_its_row()
    {
        var verbs = Inclusion.VerbsAndQueries.Where(Inclusion.IsVerb).Select(t => t.Name);

        verbs.Except(Names(RightKind.Verb, RightKind.Public)).Should().BeEmpty("each verb needs a row in rights.csv");
    }

    [Fact]
    public void Every_read_of_a_queries_class_has_its_row() =>
        Reads().Except(Names(RightKind.Query)).Should().BeEmpty("each query needs a row in rights.csv");

    [Fact]
    public void No_row_names_a_verb_or_query_that_does_not_exist()
    {
        var verbs = Inclusion.VerbsAndQueries.Where(Inclusion.IsVerb).Select(t => t.Name);

        Names(RightKind.Verb, RightKind.Query).Except(verbs).Except(Reads()).Should().BeEmpty();
    }

    [Fact]
    public void Every_row_has_its_case_and_every_case_its_row() =>
        RightsCases.All.Keys.Should().BeEquivalentTo(Names(RightKind.Verb, RightKind.Query));

    [Fact]
    public void Nobody_may_do_anything() =>
        Rights.All.Where(right => Actor.Nobody.May(right.Name)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_cell_is_what_the_code_does(string name, Role role)
    {
        var tried = RightsCases.All.GetValueOrDefault(name) ?? throw new InvalidOperationException($"RightsCases.cs has no case for {name}.");
        var reach = Rights.All.Single(right => right.Name == name).Cells[role];

        await TryAsync(name, tried, role, RightsDatabase.OwnSite, isOwn: true, isAllowed: true, reach);
        if (tried.IsOwned)
        {
            await TryAsync(name, tried, role, RightsDatabase.OwnSite, isOwn: false, reach >= Reach.Sites, reach);
        }

        if (tried.IsSited)
        {
            await TryAsync(name, tried, role, RightsDatabase.ForeignSite, isOwn: true, reach == Reach.All, reach);
        }
    }

    private async Task TryAsync(string name, RightCase tried, Role role, int site, bool isOwn, bool isAllowed, Reach reach)
    {
        var actor = new Actor(Guid.CreateVersion7(), "Démo Essai", [role], [RightsDatabase.OwnSite], 1, RightsDatabase.OwnSite);
        var scene = new Scene(database.Services, actor, site, isOwn ? actor.Id : SomebodyElse);
        await scene.ArrangeAsync(tried.IsReceiving, tried.IsTimed);
        var before = await scene.RowsAsync();

        var answer = await tried.Call(scene);

        var isWritten = !before.SequenceEqual(await scene.RowsAsync());
        var because = $"{name} as {role}, {(isOwn ? "own" : "somebody else’s")} entry, {(site == RightsDatabase.OwnSite ? "own" : "foreign")} site, cell “{reach}” ({answer.Words})";
        answer.IsDone.Should().Be(isAllowed || (tried.IsVerb && !answer.IsForbidden && !isWritten), because);
        if (isAllowed)
        {
            (tried.IsVerb && !isWritten).Should().BeFalse("it must store something: {0}", because);
        }
        else
        {
            isWritten.Should().BeFalse("it must store nothing: {0}", because);
        }

        if (isAllowed && tried.IsVerb && name is not ("SaveDraft" or "DiscardDraft"))
        {
            (await scene.IsAuditedAsync()).Should().BeTrue("each write leaves its trace: {0}", because);
        }
    }

    private static IEnumerable<string> Names(params RightKind[] kinds) => Rights.All.Where(right => kinds.Contains(right.Kind)).Select(right => right.Name);

    private static IEnumerable<string> Reads() =>
        from type in Inclusion.VerbsAndQueries
        where Inclusion.IsQueries(type)
        from method in type.GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly)
        where typeof(Task).IsAssignableFrom(method.ReturnType)
        select $"{type.Name}.{method.Name}";
}
