using System.Buffers.Binary;
using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>The cases of an SPSS system file, compressed: each 8 bytes are told by one, small whole numbers, spaces and missing values by it alone.</summary>
internal sealed class SpssCases(BinaryWriter writer)
{
    private const byte NoMore = 0;
    private const byte AsItIs = 253;
    private const byte Spaces = 254;
    private const byte Missing = 255;
    private const int Bias = 100;

    private readonly List<byte> _codes = new(8);
    private readonly List<byte> _data = new(64);

    public void Write(SpssVariable variable, object? value)
    {
        if (variable.Width == 0)
        {
            Number((double?)value);
            return;
        }

        var text = Encoding.UTF8.GetBytes((string?)value ?? "");
        for (int segment = 0, at = 0; segment < variable.Segments.Count; segment++)
        {
            var room = SpssVariable.Places(variable.Segments[segment]) * 8;
            // 255 of the 256 bytes of a segment hold text.
            var used = Math.Clamp(text.Length - at, 0, Math.Min(variable.Segments[segment], 255));
            Text(text.AsSpan(at, used), room);
            at += used;
        }
    }

    public void End()
    {
        while (_codes.Count > 0)
        {
            Add(NoMore, []);
        }
    }

    private void Number(double? value)
    {
        if (value is null)
        {
            Add(Missing, []);
        }
        else if (double.IsInteger(value.Value) && value is >= 1 - Bias and <= 251 - Bias && !double.IsNegative(value.Value + 0.0))
        {
            Add((byte)(value.Value + Bias), []);
        }
        else
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value.Value);
            Add(AsItIs, bytes);
        }
    }

    private void Text(ReadOnlySpan<byte> text, int room)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (var at = 0; at < room; at += 8)
        {
            bytes.Fill((byte)' ');
            if (at < text.Length)
            {
                text[at..Math.Min(text.Length, at + 8)].CopyTo(bytes);
            }

            if (bytes.ContainsAnyExcept((byte)' '))
            {
                Add(AsItIs, bytes);
            }
            else
            {
                Add(Spaces, []);
            }
        }
    }

    // Eight codes, then what they could not tell.
    private void Add(byte code, ReadOnlySpan<byte> data)
    {
        _codes.Add(code);
        _data.AddRange(data);
        if (_codes.Count == 8)
        {
            writer.Write([.. _codes]);
            writer.Write([.. _data]);
            _codes.Clear();
            _data.Clear();
        }
    }
}
