using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Journeys;
using InclusionNumerique.Staff;
using InclusionNumerique.Tests;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Web.Tests;

[CollectionDefinition]
public sealed class WebAppCollection : ICollectionFixture<WebApp>;

/// <summary>The published product on a copy of the prepared database, and people who talk HTTP to it.</summary>
public sealed partial class WebApp(TestServer server) : IAsyncLifetime
{
    private const string Password = "une phrase de passe de démonstration";

    private readonly ConcurrentDictionary<Role, Task<HttpClient>> _signedIn = new();
    private RunningApp? _app;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string ConnectionString { get; private set; } = "";

    public Uri Address => _app!.Address;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await server.CopyAsync();
        await using (var db = TestServer.Open(ConnectionString))
        {
            var hash = new PasswordHasher<Professional>().HashPassword(null!, Password);
            await db.Users.ExecuteUpdateAsync(p => p.SetProperty(x => x.PasswordHash, hash));
        }

        _app = await RunningApp.StartAsync(("ConnectionStrings__Inclusion", ConnectionString), ("INCLUSION_DEMO", "0"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _signedIn.Values)
        {
            (await client).Dispose();
        }

        await _app!.DisposeAsync();
    }

    /// <summary>All that the product has logged.</summary>
    public async Task<string> LogsAsync()
    {
        var text = new StringBuilder();
        foreach (var path in Directory.GetFiles(Path.Combine(_app!.DataFolder, "logs")))
        {
            // The product goes on writing to it.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            text.Append(await reader.ReadToEndAsync(Cancellation));
        }

        return text.ToString();
    }

    /// <summary>Somebody not signed in, who follows no redirection.</summary>
    public HttpClient Anonymous() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>The demo account that has this role alone.</summary>
    public Task<HttpClient> As(Role role) => _signedIn.GetOrAdd(role, async _ =>
    {
        var client = Anonymous();
        (await SignInAsync(client, EmailOf(role))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        return client;
    });

    public static string EmailOf(Role role) => DemoData.EmailDomain.Insert(0, role switch
    {
        Role.Mediator => "mediatrice1",
        Role.Receptionist => "accueil1",
        Role.Professional => "social1",
        Role.Coordinator => "coordination",
        Role.Observer => "copil",
        Role.Administrator => "administration",
        Role.Volunteer => "benevole1",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    });

    public static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string email, string password = Password, string path = "/connexion") =>
        await PostAsync(client, path, await TokenAsync(client, path), ("_handler", "connexion"), ("Form.Email", email), ("Form.Password", password));

    /// <summary>The antiforgery token of a static page's form.</summary>
    public static async Task<string> TokenAsync(HttpClient client, string path = "/connexion") =>
        TokenField().Match(await client.GetStringAsync(path)).Groups[1].Value;

    public static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string? token, params (string Name, string Value)[] fields)
    {
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
        return client.PostAsync(path, new FormUrlEncodedContent(token is null ? form : form.Append(KeyValuePair.Create("__RequestVerificationToken", token))));
    }

    public static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
