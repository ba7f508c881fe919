using System.Net;
using System.Net.WebSockets;
using InclusionNumerique.Access;

namespace InclusionNumerique.Web.Tests.Access;

/// <summary>The door of the circuits: /_blazor.</summary>
[Collection<WebAppCollection>]
public sealed class CircuitsTests(WebApp app)
{
    [Fact]
    public async Task Somebody_not_signed_in_opens_no_circuit()
    {
        using var anonymous = app.Anonymous();

        using var answer = await anonymous.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, WebApp.Cancellation);

        answer.IsSuccessStatusCode.Should().BeFalse();
    }

    [Fact]
    public async Task A_web_socket_of_this_site_is_taken() =>
        (await ConnectAsync(app.Address.GetLeftPart(UriPartial.Authority))).Should().Be(HttpStatusCode.SwitchingProtocols);

    [Theory]
    [InlineData("https://ailleurs.example")]
    [InlineData("null")]
    public async Task A_web_socket_of_another_site_is_refused(string origin) =>
        (await ConnectAsync(origin)).Should().Be(HttpStatusCode.Forbidden);

    private async Task<HttpStatusCode> ConnectAsync(string origin)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = app.Address };
        await WebApp.SignInAsync(client, WebApp.EmailOf(Role.Mediator));
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, WebApp.Cancellation);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
