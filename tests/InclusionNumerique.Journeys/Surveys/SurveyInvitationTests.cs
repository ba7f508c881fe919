using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace InclusionNumerique.Journeys.Surveys;

/// <summary>From an invitation by e-mail to answers that the link does not lead to.</summary>
public sealed partial class SurveyInvitationTests(JourneyHost host) : JourneyTest(host)
{
    private static readonly Guid Professionals = new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 15);

    [Fact]
    public async Task The_link_serves_once_and_its_secret_stands_in_no_page_and_no_log()
    {
        var address = $"essai-{Guid.NewGuid():N}@demo.invalid";
        await SignInAsync(Page, Coordinator, $"/questionnaires/{Professionals}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inviter par e-mail" }).ClickAsync();
        await Page.GetByLabel("Adresses e-mail").FillAsync(address);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Envoyer les invitations" }).ClickAsync();
        await Assertions.Expect(Page.GetByText(new Regex("personne invitée")).First).ToBeVisibleAsync();
        var token = await TokenAsync(address);

        var invited = await OpenAsync(hasScript: false);
        await invited.GotoAsync($"/q/invitation/{token}");
        await invited.GetByRole(AriaRole.Button, new() { Name = "Commencer" }).ClickAsync();
        await Assertions.Expect(invited.Locator(".survey-form")).ToBeVisibleAsync();
        invited.Url.Should().NotContain(token);
        (await invited.ContentAsync()).Should().NotContain(token);
        (await invited.Context.CookiesAsync()).Should().NotContain(c => c.Value.Contains(token, StringComparison.Ordinal));

        var again = await OpenAsync();
        await again.GotoAsync($"/q/invitation/{token}");
        await again.GetByRole(AriaRole.Button, new() { Name = "Commencer" }).ClickAsync();
        await Assertions.Expect(again.GetByRole(AriaRole.Heading, new() { Name = "Ce lien a déjà servi" })).ToBeVisibleAsync();
        await Screen.CheckAsync(again, "questionnaire-lien-servi");
        foreach (var log in Directory.GetFiles(Path.Combine(App.DataFolder, "logs")))
        {
            await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            (await new StreamReader(stream).ReadToEndAsync(Cancellation)).Should().NotContain(token);
        }
    }

    [GeneratedRegex("q/invitation/([a-z0-9]+)")]
    private static partial Regex Link();

    // The demo's carrier writes each e-mail to a file.
    private async Task<string> TokenAsync(string address)
    {
        for (var i = 0; i < 120; i++)
        {
            foreach (var file in Directory.GetFiles(App.DataFolder, "*.eml", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) > DateTime.UtcNow.AddMinutes(-5)))
            {
                var mail = (await File.ReadAllTextAsync(file, Cancellation)).Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);
                if (mail.Contains(address, StringComparison.Ordinal) && Link().Match(mail) is { Success: true } link)
                {
                    return link.Groups[1].Value;
                }
            }

            await Task.Delay(500, Cancellation);
        }

        throw new TimeoutException("No invitation was sent.");
    }
}
