using System.Buffers.Binary;

namespace InclusionNumerique.Data;

/// <summary>SplitMix64. The demo must come out the same on every machine and runtime, which System.Random does not promise.</summary>
internal sealed class DemoDataRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>A stream of its own for every list of numbers: what one half-day draws shifts nothing in the others.</summary>
    public DemoDataRandom(params ReadOnlySpan<int> seeds)
    {
        foreach (var seed in seeds)
        {
            _state = Mix(_state + Golden + (uint)seed);
        }
    }

    public ulong Next() => Mix(_state += Golden);

    /// <summary>From 0 (included) to 1 (excluded).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double least, double most) => least + ((most - least) * Unit());

    /// <summary>From 0 to one less than the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(T[] values) => values[Below(values.Length)];

    public T Pick<T>((double Weight, T Value)[] choices)
    {
        var total = 0.0;
        foreach (var choice in choices)
        {
            total += choice.Weight;
        }

        var rest = Unit() * total;
        foreach (var choice in choices)
        {
            rest -= choice.Weight;
            if (rest < 0)
            {
                return choice.Value;
            }
        }

        return choices[^1].Value;
    }

    /// <summary>A UUID v7 of that instant: rows of one day lie together in the index, as those that the product makes.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)at.ToUnixTimeMilliseconds() << 16) | (Next() & 0xFFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
