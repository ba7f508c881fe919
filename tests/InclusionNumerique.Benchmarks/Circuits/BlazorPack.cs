namespace InclusionNumerique.Benchmarks.Circuits;

internal abstract record HubMessage
{
    public sealed record Invocation(string Target, object?[] Arguments) : HubMessage;

    public sealed record Completion(string InvocationId, string? Error, object? Result) : HubMessage;

    public sealed record Close(string? Error) : HubMessage;

    public sealed record Ping : HubMessage;
}

/// <summary>"blazorpack": SignalR's MessagePack protocol, a LEB128 length before each message.</summary>
internal static class BlazorPack
{
    public const string Handshake = """{"protocol":"blazorpack","version":1}""" + "\u001e";

    public static byte[] Ping { get; } = [2, 0x91, 6];

    public static byte[] Invocation(string? invocationId, string target, params object?[] arguments)
    {
        var writer = new MessagePackWriter();
        writer.Array(6);
        writer.Value(1L);
        writer.EmptyMap();
        writer.Value(invocationId);
        writer.Value(target);
        writer.Array(arguments.Length);
        foreach (var argument in arguments)
        {
            writer.Value(argument);
        }

        writer.Array(0);
        var body = writer.ToArray();
        return [.. Length(body.Length), .. body];
    }

    /// <summary>Takes one whole message off the front of the buffer, or answers null when its end has not arrived yet.</summary>
    public static HubMessage? TryRead(ref ReadOnlyMemory<byte> buffer)
    {
        var (length, prefix) = (0, 0);
        do
        {
            if (prefix == buffer.Length)
            {
                return null;
            }

            length |= (buffer.Span[prefix] & 0x7f) << (7 * prefix);
        }
        while ((buffer.Span[prefix++] & 0x80) != 0);

        if (buffer.Length < prefix + length)
        {
            return null;
        }

        var message = Parse(buffer.Slice(prefix, length).Span);
        buffer = buffer[(prefix + length)..];
        return message;
    }

    private static HubMessage Parse(ReadOnlySpan<byte> body) => new MessagePackReader(body).Value() switch
    {
        object?[] and [1L, _, _, string target, object?[] arguments, ..] => new HubMessage.Invocation(target, arguments),
        object?[] and [3L, _, string id, 1L, string error] => new HubMessage.Completion(id, error, null),
        object?[] and [3L, _, string id, _, .. var result] => new HubMessage.Completion(id, null, result.FirstOrDefault()),
        object?[] and [6L] => new HubMessage.Ping(),
        object?[] and [7L, var error, ..] => new HubMessage.Close(error as string),
        _ => throw new InvalidDataException("This hub message is not part of the circuit protocol."),
    };

    private static byte[] Length(int length)
    {
        var bytes = new List<byte>();
        for (; length >= 0x80; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        return [.. bytes, (byte)length];
    }
}
