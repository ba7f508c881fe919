using System.Security.Claims;
using Bunit;
using InclusionNumerique.Access;
using InclusionNumerique.Web.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Web.Tests.Shell;

public sealed class DeskPageTests : BunitContext
{
    public DeskPageTests()
    {
        // Nobody is signed in: no account is read.
        Services.AddSingleton(new ActorLoader(null!));
        RenderTree.TryAdd<Microsoft.AspNetCore.Components.CascadingValue<Task<AuthenticationState>>>(p => p.Add(v => v.Value, Task.FromResult(new AuthenticationState(new ClaimsPrincipal()))));
    }

    /// <summary>Going to another address loads the old page once more before it is taken away: it reads on while it goes.</summary>
    [Fact]
    public void A_page_that_was_left_cancels_what_it_still_reads_and_does_not_fail()
    {
        var page = new AnyPage();

        page.Dispose();

        page.Left.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_pressed_again_while_it_runs_is_done_once()
    {
        var page = Render<AnyPage>();
        var running = new TaskCompletionSource();
        var done = 0;

        var first = page.InvokeAsync(() => page.Instance.PressAsync(() =>
        {
            done++;
            return running.Task;
        }));
        await page.InvokeAsync(() => page.Instance.PressAsync(() =>
        {
            done++;
            return Task.CompletedTask;
        }));
        running.SetResult();
        await first;

        done.Should().Be(1);
    }

    /// <summary>A booking that was just told is taken back while the free slots are still read again.</summary>
    [Fact]
    public async Task What_may_not_be_dropped_is_done_after_the_work_that_runs_in_the_order_it_was_asked()
    {
        var page = Render<AnyPage>();
        var running = new TaskCompletionSource();
        var done = new List<string>();

        var first = page.InvokeAsync(() => page.Instance.PressAsync(() => running.Task));
        var undo = page.InvokeAsync(() => page.Instance.AskAsync(async () =>
        {
            await Task.Yield();
            done.Add("way back");
        }));
        var load = page.InvokeAsync(() => page.Instance.AskAsync(() =>
        {
            done.Add("other address");
            return Task.CompletedTask;
        }));
        done.Should().BeEmpty();
        running.SetResult();
        await Task.WhenAll(first, undo, load);

        done.Should().Equal("way back", "other address");
    }

    [Fact]
    public async Task A_work_that_fails_does_not_take_the_next_one_with_it()
    {
        var page = Render<AnyPage>();
        var running = new TaskCompletionSource();
        var isDone = false;

        var first = page.InvokeAsync(() => page.Instance.PressAsync(() => running.Task));
        var next = page.InvokeAsync(() => page.Instance.AskAsync(() =>
        {
            isDone = true;
            return Task.CompletedTask;
        }));
        running.SetException(new InvalidOperationException());

        await FluentActions.Awaiting(() => first).Should().ThrowAsync<InvalidOperationException>();
        await next;
        isDone.Should().BeTrue();
    }

    private sealed class AnyPage : DeskPage
    {
        public CancellationToken Left => Leaving;

        public Task PressAsync(Func<Task> work) => OnceAsync(work);

        public Task AskAsync(Func<Task> work) => NextAsync(work);
    }
}
