using System.Buffers.Binary;
using System.Text;

namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>The part of MessagePack that a circuit uses: nil, bool, integer, string, binary, array, and maps to step over.</summary>
internal sealed class MessagePackWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public void Array(int length) => _bytes.Add((byte)(0x90 | length));

    public void EmptyMap() => _bytes.Add(0x80);

    public void Value(object? value)
    {
        switch (value)
        {
            case null: _bytes.Add(0xc0); break;
            case bool flag: _bytes.Add((byte)(flag ? 0xc3 : 0xc2)); break;
            case long number:
                _bytes.Add(0xd3);
                _bytes.AddRange(BigEndian(number));
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                _bytes.Add(0xdb);
                _bytes.AddRange(BigEndian(utf8.Length)[4..]);
                _bytes.AddRange(utf8);
                break;
            default: throw new ArgumentException($"No hub argument is a {value.GetType()}.", nameof(value));
        }
    }

    private static byte[] BigEndian(long number)
    {
        var eight = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, number);
        return eight;
    }
}

internal ref struct MessagePackReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Null, bool, long, string, byte[], object?[], or null for a map.</summary>
    public object? Value()
    {
        var code = _rest[0];
        _rest = _rest[1..];
        return code switch
        {
            <= 0x7f => (long)code,
            <= 0x8f => Map(code & 0x0f),
            <= 0x9f => Array(code & 0x0f),
            <= 0xbf => Text(code & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Take((int)Unsigned(1)).ToArray(),
            0xc5 => Take((int)Unsigned(2)).ToArray(),
            0xc6 => Take((int)Unsigned(4)).ToArray(),
            0xcc => (long)Unsigned(1),
            0xcd => (long)Unsigned(2),
            0xce => (long)Unsigned(4),
            0xcf or 0xd3 => (long)Unsigned(8),
            0xd0 => (long)(sbyte)Unsigned(1),
            0xd1 => (long)(short)Unsigned(2),
            0xd2 => (long)(int)Unsigned(4),
            0xd9 => Text((int)Unsigned(1)),
            0xda => Text((int)Unsigned(2)),
            0xdb => Text((int)Unsigned(4)),
            0xdc => Array((int)Unsigned(2)),
            0xdd => Array((int)Unsigned(4)),
            0xde => Map((int)Unsigned(2)),
            0xdf => Map((int)Unsigned(4)),
            >= 0xe0 => (long)(sbyte)code,
            _ => throw new InvalidDataException($"MessagePack code {code:x2} is not expected here."),
        };
    }

    private object?[] Array(int length)
    {
        var values = new object?[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = Value();
        }

        return values;
    }

    private object? Map(int length)
    {
        for (var i = 0; i < 2 * length; i++)
        {
            Value();
        }

        return null;
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private ulong Unsigned(int length)
    {
        var number = 0UL;
        foreach (var part in Take(length))
        {
            number = number << 8 | part;
        }

        return number;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
