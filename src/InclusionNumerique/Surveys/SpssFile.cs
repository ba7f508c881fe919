using System.Globalization;
using System.Text;

namespace InclusionNumerique.Surveys;

/// <summary>
/// Writes an SPSS system file (.sav), little-endian, in UTF-8, with the plain compression that every reader knows, after the description of the format in the PSPP developers'
/// guide, "System File Format".
/// </summary>
internal sealed class SpssFile(BinaryWriter writer, IReadOnlyList<SpssVariable> variables)
{
    private const int LabelBytesMost = 255;
    private const int ValueLabelBytesMost = 120;
    private const uint Numbers = 0;

    /// <param name="rows">Of each variable, a double or a string; null when there is no value.</param>
    public void Write(string label, DateTimeOffset madeAt, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        Header(label, madeAt, rows.Count);
        for (var i = 0; i < variables.Count; i++)
        {
            Variable(variables[i], i);
        }

        ValueLabels();
        Info(3, 4, [20, 0, 0, -1, 1, 1, 2, 65001]);
        Extension(4, 8, 3);
        writer.Write(-double.MaxValue);
        writer.Write(double.MaxValue);
        writer.Write(BitConverter.Int64BitsToDouble(unchecked((long)0xFFEFFFFFFFFFFFFE)));
        Info(11, 4, [.. variables.SelectMany(v => v.Segments.SelectMany(w => new[] { (int)v.Measure, Math.Clamp(w, 8, 40), w > 0 ? 0 : 1 }))]);
        Info(13, string.Join('\t', variables.Select((v, i) => $"{ShortName(i)}={v.Name}")));
        Info(14, string.Concat(variables.Select((v, i) => v.Width > 255 ? $"{ShortName(i)}={v.Width:00000}\0\t" : "")));
        Info(20, "UTF-8");
        writer.Write(999);
        writer.Write(Numbers);
        var cases = new SpssCases(writer);
        foreach (var row in rows)
        {
            for (var i = 0; i < variables.Count; i++)
            {
                cases.Write(variables[i], row[i]);
            }
        }

        cases.End();
        writer.Flush();
    }

    // Older programs know names of 8 letters only; the names themselves stand in a record of their own.
    private static string ShortName(int index) => "V" + index.ToString("00000", CultureInfo.InvariantCulture);

    /// <summary>Cut between letters, never inside one.</summary>
    private static byte[] Bytes(string text, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = Math.Min(bytes.Length, most);
        while (length < bytes.Length && length > 0 && (bytes[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return bytes[..length];
    }

    private void Header(string label, DateTimeOffset madeAt, int rows)
    {
        writer.Write("$FL2"u8);
        Padded("@(#) SPSS DATA FILE - Inclusion Numerique", 60);
        writer.Write(2);
        writer.Write(variables.Sum(v => v.Segments.Sum(SpssVariable.Places)));
        writer.Write(1);
        writer.Write(0);
        writer.Write(rows);
        writer.Write(100.0);
        Padded(madeAt.ToString("dd MMM yy", CultureInfo.InvariantCulture), 9);
        Padded(madeAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture), 8);
        Padded(label, 64);
        writer.Write(new byte[3]);
    }

    private void Variable(SpssVariable variable, int index)
    {
        for (var segment = 0; segment < variable.Segments.Count; segment++)
        {
            var (width, isFirst) = (variable.Segments[segment], segment == 0);
            var label = isFirst ? Bytes(variable.Label, LabelBytesMost) : [];
            var missing = isFirst ? variable.Missing : null;
            var format = width > 0 ? (1 << 16) | (width << 8) : (variable.Format << 16) | (variable.Shown << 8) | variable.Decimals;
            Record(width, label.Length > 0, missing is null ? 0 : 1, format, isFirst ? ShortName(index) : $"S{index.ToString("0000", CultureInfo.InvariantCulture)}_{segment.ToString("X2", CultureInfo.InvariantCulture)}");
            if (label.Length > 0)
            {
                writer.Write(label.Length);
                writer.Write(label);
                writer.Write(new byte[(4 - (label.Length % 4)) % 4]);
            }

            if (missing is { } value)
            {
                writer.Write(value);
            }

            for (var place = 1; place < SpssVariable.Places(width); place++)
            {
                Record(-1, false, 0, 0, "");
            }
        }
    }

    private void Record(int width, bool hasLabel, int missing, int format, string name)
    {
        writer.Write(2);
        writer.Write(width);
        writer.Write(hasLabel ? 1 : 0);
        writer.Write(missing);
        writer.Write(format);
        writer.Write(format);
        Padded(name, 8);
    }

    private void ValueLabels()
    {
        var place = 1;
        foreach (var variable in variables)
        {
            if (variable.Values.Count > 0)
            {
                writer.Write(3);
                writer.Write(variable.Values.Count);
                foreach (var (value, label) in variable.Values)
                {
                    var bytes = Bytes(label, ValueLabelBytesMost);
                    writer.Write(value);
                    writer.Write((byte)bytes.Length);
                    writer.Write(bytes);
                    writer.Write(Enumerable.Repeat((byte)' ', (8 - ((bytes.Length + 1) % 8)) % 8).ToArray());
                }

                writer.Write(4);
                writer.Write(1);
                writer.Write(place);
            }

            place += variable.Segments.Sum(SpssVariable.Places);
        }
    }

    private void Extension(int subtype, int size, int count)
    {
        writer.Write(7);
        writer.Write(subtype);
        writer.Write(size);
        writer.Write(count);
    }

    private void Info(int subtype, int size, IReadOnlyList<int> numbers)
    {
        Extension(subtype, size, numbers.Count);
        foreach (var number in numbers)
        {
            writer.Write(number);
        }
    }

    private void Info(int subtype, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0)
        {
            Extension(subtype, 1, bytes.Length);
            writer.Write(bytes);
        }
    }

    private void Padded(string text, int length)
    {
        var bytes = Bytes(text, length);
        writer.Write(bytes);
        writer.Write(Enumerable.Repeat((byte)' ', length - bytes.Length).ToArray());
    }
}
