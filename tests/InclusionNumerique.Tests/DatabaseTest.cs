using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace InclusionNumerique.Tests;

/// <summary>A test on a database of its own, with every verb and query of the product and a clock that stands still.</summary>
public abstract class DatabaseTest(TestServer server) : IAsyncLifetime
{
    /// <summary>A Tuesday, 10:30 in Rennes.</summary>
    protected static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    protected const int Blosne = 4;
    protected const int AimeCesaire = 3;
    protected const int Villejean = 6;
    protected const int PrintTheme = 2;
    protected const int Caf = 1;

    private ServiceProvider? _services;

    /// <summary>What fills the databases that the tests of this name start from, once; null: reference lists and demo accounts are enough.</summary>
    protected virtual (string Name, Func<InclusionDb, Task> Fill)? World => null;

    protected FakeTimeProvider Clock { get; } = new(Now);

    protected string ConnectionString { get; private set; } = "";

    /// <summary>Works at Blosne and Aimé Césaire.</summary>
    protected static Actor Mediator { get; } = Demo(1, Role.Mediator, Blosne, AimeCesaire);

    /// <summary>Works at Centre and Blosne.</summary>
    protected static Actor OtherMediator { get; } = Demo(4, Role.Mediator, 1, Blosne);

    /// <summary>Works at Blosne.</summary>
    protected static Actor Receptionist { get; } = Demo(5, Role.Receptionist, Blosne);

    protected static Actor Professional { get; } = Demo(8, Role.Professional, Blosne);

    protected static Actor Coordinator { get; } = Demo(9, Role.Coordinator, 1, 2, 3, 4, 5, 6);

    protected static Actor Observer { get; } = Demo(10, Role.Observer, 1, 2, 3, 4, 5, 6);

    protected static Actor Administrator { get; } = Demo(11, Role.Administrator, 1, 2, 3, 4, 5, 6);

    /// <summary>Works at Aimé Césaire.</summary>
    protected static Actor Volunteer { get; } = Demo(12, Role.Volunteer, AimeCesaire);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        ConnectionString = await (World is var (name, fill) ? server.CopyAsync(name, fill) : server.CopyAsync());
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddInclusion(ConnectionString).AddLogging().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        // Each test has a database, hence a pool, of its own: hundreds of them, idle, would take all the server's connections.
        await using var db = OpenDb();
        NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
        await server.DropAsync(ConnectionString);
        GC.SuppressFinalize(this);
    }

    protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    protected InclusionDb OpenDb() => TestServer.Open(ConnectionString);

    /// <summary>The least that the panel sends: printing, five minutes, at Blosne.</summary>
    protected static VisitForm QuickVisit(int siteId = Blosne) => new()
    {
        SiteId = siteId,
        Minutes = 5,
        Requests = [new RequestForm { ThemeId = PrintTheme, Outcome = RequestOutcome.Solved }],
    };

    private static Actor Demo(int number, Role role, params int[] sites) =>
        new(DemoData.AccountId(number), $"Démo {number}", [role], sites, 1, sites[0]);
}
