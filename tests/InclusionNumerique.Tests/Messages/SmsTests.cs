using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Messages;

/// <summary>SMS over HTTP, by a provider on this machine.</summary>
public sealed class SmsTests(TestServer server) : MessageTest(server), IAsyncDisposable
{
    private readonly HttpListener _provider = new();
    private readonly ConcurrentQueue<(string Token, JsonElement Body)> _taken = new();
    private readonly Queue<(int Status, string Answer)> _answers = new();
    private HttpSmsSender? _sms;
    private MessageSettings _settings = new("");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var port = FreePort();
        _provider.Prefixes.Add($"http://127.0.0.1:{port}/");
        _provider.Start();
        _ = Task.Run(AnswerAsync, Cancellation);
        _settings = new MessageSettings("", SmsUrl: new Uri($"http://127.0.0.1:{port}/sms"), SmsHeader: "X-Token", SmsToken: "Clé démo", ReceiptSecret: "secret démo");
        _sms = new HttpSmsSender(_settings with { SmsToken = "jeton" });
    }

    public new async ValueTask DisposeAsync()
    {
        _provider.Close();
        _sms?.Dispose();
        await base.DisposeAsync();
    }

    private Task<int> SendAsync() => Sender(sms: _sms).SendDueAsync(Cancellation);

    [Fact]
    public async Task An_sms_is_taken_once_and_the_providers_name_of_it_is_kept()
    {
        _answers.Enqueue((200, """{"id":"fournisseur-1"}"""));
        await OneAsync();

        await SendAsync();
        await SendAsync();

        var (token, body) = _taken.Single();
        var message = await OnlyAsync();
        token.Should().Be("jeton");
        (body.GetProperty("to").GetString(), body.GetProperty("text").GetString(), body.GetProperty("id").GetGuid()).Should().Be((Mobile, message.Body, message.Id));
        (message.State, message.Receipt).Should().Be((MessageState.Sent, "fournisseur-1"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_provider_in_trouble_is_asked_again_later(int status)
    {
        _answers.Enqueue((status, "trouble with +33639980012"));
        await OneAsync();
        await SendAsync();
        var waiting = await OnlyAsync();
        (waiting.State, waiting.Error).Should().Be((MessageState.Waiting, $"Le fournisseur de SMS a refusé (réponse {status})."));
        Clock.SetUtcNow(waiting.NextAt);

        await SendAsync();

        _taken.Should().HaveCount(2);
        (await OnlyAsync()).State.Should().Be(MessageState.Sent);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task A_refusal_for_good_ends_it_at_once(int status)
    {
        _answers.Enqueue((status, ""));
        await OneAsync();

        await SendAsync();

        (await OnlyAsync()).State.Should().Be(MessageState.Failed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("[1]")]
    [InlineData("{\"id\":null,\"x\":\"\\u0000\"}")]
    public async Task Taken_is_taken_whatever_the_answer_looks_like(string answer)
    {
        _answers.Enqueue((200, answer));
        await OneAsync();

        await SendAsync();

        (await OnlyAsync()).State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task A_provider_that_is_absent_is_asked_again_later()
    {
        _provider.Stop();
        await OneAsync();

        await SendAsync();

        (await OnlyAsync()).Should().Match<Message>(m => m.State == MessageState.Waiting && m.Error == "Le fournisseur de SMS ne répond pas.");
    }

    [Fact]
    public async Task A_provider_that_hangs_up_without_an_answer_makes_it_uncertain()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangsUp = HangUpAsync(listener);
        using var sms = new HttpSmsSender(new("", SmsUrl: new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/")));
        await OneAsync();

        await Sender(sms: sms).SendDueAsync(Cancellation);
        await hangsUp;

        (await OnlyAsync()).State.Should().Be(MessageState.Uncertain);
    }

    [Fact]
    public async Task A_process_that_dies_with_a_message_in_hand_leaves_it_uncertain_and_nobody_sends_it_again()
    {
        await OneAsync();
        await using (var db = OpenDb())
        {
            // As the dead process left it.
            await db.Messages.ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MessageState.Sending).SetProperty(x => x.NextAt, Now + MessageSender.ClaimMost).SetProperty(x => x.Attempts, (short)1), Cancellation);
        }

        await SendAsync();
        (await OnlyAsync()).State.Should().Be(MessageState.Sending);
        Clock.Advance(MessageSender.ClaimMost);
        await SendAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync();

        (await OnlyAsync()).State.Should().Be(MessageState.Uncertain);
        _taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_slow_sender_that_comes_back_after_all_says_that_it_was_sent()
    {
        await OneAsync();
        var slow = new SlowSms(async () =>
        {
            Clock.Advance(MessageSender.ClaimMost);
            await SendAsync();
        });

        await Sender(sms: slow).SendDueAsync(Cancellation);

        (await OnlyAsync()).State.Should().Be(MessageState.Sent);
        _taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_receipt_says_that_it_reached_the_phone()
    {
        _answers.Enqueue((202, """{"id":42}"""));
        await OneAsync();
        await SendAsync();
        var receipts = new MessageReceipts(Get<IDbContextFactory<InclusionDb>>(), _settings);

        await receipts.TakeAsync(new("42", "failed"), Cancellation);
        await receipts.TakeAsync(new("43", "delivered"), Cancellation);
        (await OnlyAsync()).State.Should().Be(MessageState.Sent);
        await receipts.TakeAsync(new("42", "delivered"), Cancellation);

        (await OnlyAsync()).State.Should().Be(MessageState.Delivered);
        (receipts.IsSecret("secret démo"), receipts.IsSecret("autre"), receipts.IsSecret(null)).Should().Be((true, false, false));
    }

    [Fact]
    public async Task Without_carriers_messages_are_files()
    {
        var folder = Directory.CreateTempSubdirectory("inclusion-outbox-").FullName;
        var files = new FileOutbox(new(folder));
        await BookAsync();

        await new MessageSender(Get<IDbContextFactory<InclusionDb>>(), files, files, Clock).SendDueAsync(Cancellation);

        Directory.GetFiles(folder).Select(Path.GetExtension).Should().BeEquivalentTo([".eml", ".eml", ".txt"]);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task HangUpAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        while (await reader.ReadLineAsync() is not (null or ""))
        {
        }
    }

    private async Task AnswerAsync()
    {
        while (_provider.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _provider.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.InputStream);
            _taken.Enqueue((context.Request.Headers["X-Token"] ?? "", body));
            var (status, answer) = _answers.TryDequeue(out var next) ? next : (200, "{}");
            context.Response.StatusCode = status;
            context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class SlowSms(Func<Task> meanwhile) : ISmsSender
    {
        public async Task<string?> SendSmsAsync(Message message, CancellationToken cancellation)
        {
            await meanwhile();
            return null;
        }
    }
}
