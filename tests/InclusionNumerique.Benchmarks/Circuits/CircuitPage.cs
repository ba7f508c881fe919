using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <param name="Repaint">From the event to the arrival of the next render batch; null when nothing was rendered.</param>
/// <param name="Handled">From the event to the end of its handler, queries included.</param>
internal readonly record struct EventTiming(TimeSpan? Repaint, TimeSpan Handled);

/// <summary>One open Blazor Server page without a browser: real circuit, real batches, real events.</summary>
internal sealed class CircuitPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HubSocket _hub = new();
    private readonly HeadlessDom _dom = new();
    private readonly Lock _domLock = new();
    private readonly WebSession _session;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> _replies = new();
    private readonly TaskCompletionSource<long> _rendererInterop = NewSource<long>();
    private readonly TaskCompletionSource _failure = NewSource();
    private TaskCompletionSource<long> _nextBatch = NewSource<long>();
    private (string Text, TaskCompletionSource<long> Seen)? _awaited;
    private int _lastCall;
    private string? _circuitSecret;

    private CircuitPage(WebSession session) => _session = session;

    /// <summary>Opens the page and waits until the element is there.</summary>
    public static async Task<CircuitPage> OpenAsync(WebSession session, string path, Step ready, CancellationToken cancellation)
    {
        var page = new CircuitPage(session);
        try
        {
            await page.StartAsync(path, cancellation);
            await page.WaitForAsync(ready, cancellation);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    public async Task<EventTiming> DoAsync(Step step)
    {
        string argument;
        lock (_domLock)
        {
            var element = _dom.Find(step.Matches) ?? throw new BenchmarkException($"No element {step}.");
            var (name, json, handler) = step.Event(element) ?? throw new BenchmarkException($"{step} handles no such event.");
            argument = $$"""[{"eventHandlerId":{{handler}},"eventName":"{{name}}","eventFieldInfo":null},{{json}}]""";
        }

        var callId = $"{Interlocked.Increment(ref _lastCall)}";
        var handled = Reply(callId);
        var batch = (_nextBatch = NewSource<long>()).Task;
        var call = BlazorPack.Invocation(
            null, "BeginInvokeDotNetFromJS", callId, null, "DispatchEventAsync", await _rendererInterop.Task, argument);
        var start = Stopwatch.GetTimestamp();
        await _hub.SendAsync(call);
        var end = (long)(await OrFailure(handled))!;
        return new(batch.IsCompleted ? Stopwatch.GetElapsedTime(start, await batch) : null, Stopwatch.GetElapsedTime(start, end));
    }

    /// <summary>When the batch arrived that makes the page show the text; it may not show it yet.</summary>
    public Task<long> SeesAsync(string text)
    {
        lock (_domLock)
        {
            var seen = NewSource<long>();
            _awaited = (text, seen);
            return OrFailure(seen.Task);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        if (_circuitSecret is null)
        {
            return;
        }
        // What a leaving browser posts; without it the server keeps the circuit for three minutes.
        using var body = new MultipartFormDataContent { { new StringContent(_circuitSecret), "circuitId" } };
        using var _ = await _session.Http.PostAsync("/_blazor/disconnect", body);
    }

    private async Task StartAsync(string path, CancellationToken cancellation)
    {
        var html = await _session.Http.GetStringAsync(path, cancellation);
        var markup = CircuitMarkup.Read(html)
            ?? throw new BenchmarkException($"{path} holds no interactive component (not signed in?).");
        await _hub.OpenAsync(_session, ReceivedAsync, problem => _failure.TrySetException(problem), cancellation);
        var started = Reply("start");
        await _hub.SendAsync(BlazorPack.Invocation("start", "StartCircuit", _session.Address.ToString(), new Uri(_session.Address, path).ToString(), "[]", markup.State));
        _circuitSecret = (string?)await OrFailure(started);
        await OrFailure(_rendererInterop.Task);
        await _hub.SendAsync(BlazorPack.Invocation(null, "UpdateRootComponents", markup.Operations, markup.State));
    }

    private async Task WaitForAsync(Step step, CancellationToken cancellation)
    {
        var deadline = Stopwatch.StartNew();
        while (!Has(step))
        {
            if (_failure.Task.IsFaulted)
            {
                await _failure.Task;
            }

            if (deadline.Elapsed > Patience)
            {
                throw new BenchmarkException($"No element {step} appeared.");
            }

            await Task.Delay(10, cancellation);
        }
    }

    private bool Has(Step step)
    {
        lock (_domLock)
        {
            return _dom.Find(step.Matches) is not null;
        }
    }

    private async Task ReceivedAsync(HubMessage message, long arrival)
    {
        switch (message)
        {
            case HubMessage.Invocation { Target: "JS.RenderBatch", Arguments: [long id, byte[] bytes] }:
                _nextBatch.TrySetResult(arrival);
                lock (_domLock)
                {
                    _dom.Apply(new RenderBatch(bytes));
                    if (_awaited is { } awaited && _dom.Find(node => node.Text?.Contains(awaited.Text, StringComparison.Ordinal) == true) is not null)
                    {
                        awaited.Seen.TrySetResult(arrival);
                        _awaited = null;
                    }
                }

                await _hub.SendAsync(BlazorPack.Invocation(null, "OnRenderCompleted", id, null));
                break;
            case HubMessage.Invocation { Target: "JS.BeginInvokeJS", Arguments: [long handle, string identifier, var json, long resultKind, ..] }:
                await AnswerAsync(handle, identifier, (string?)json, resultKind);
                break;
            case HubMessage.Invocation { Target: "JS.EndInvokeDotNet", Arguments: [string callId, bool success, ..] }:
                if (!success)
                {
                    throw new InvalidDataException("The server could not handle an event.");
                }

                Complete(callId, arrival);
                break;
            case HubMessage.Completion { Error: { } error }:
                throw new InvalidDataException(error);
            case HubMessage.Completion { InvocationId: var invocation, Result: var result }:
                Complete(invocation, result);
                break;
            case HubMessage.Invocation { Target: "JS.Error", Arguments: [var text, ..] }:
                throw new InvalidDataException($"The circuit broke: {text}");
            case HubMessage.Close { Error: var reason }:
                throw new InvalidDataException($"The server closed the circuit: {reason}");
        }
    }

    private async Task AnswerAsync(long handle, string identifier, string? json, long resultKind)
    {
        if (identifier.EndsWith("attachWebRendererInterop", StringComparison.Ordinal))
        {
            _rendererInterop.TrySetResult((long)JsonNode.Parse(json!)![1]!["__dotNetObject"]!);
        }

        if (handle != 0)
        {
            await _hub.SendAsync(BlazorPack.Invocation(null, "EndInvokeJSFromDotNet",
                handle, true, $"[{handle},true,{BrowserAnswers.For(identifier, resultKind)}]"));
        }
    }

    private Task<object?> Reply(string id) => (_replies[id] = NewSource<object?>()).Task;

    private void Complete(string id, object? result)
    {
        if (_replies.TryRemove(id, out var reply))
        {
            reply.TrySetResult(result);
        }
    }

    private async Task<T> OrFailure<T>(Task<T> reply)
    {
        if (await Task.WhenAny(reply, _failure.Task).WaitAsync(Patience) == _failure.Task)
        {
            await _failure.Task;
        }

        return await reply;
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
