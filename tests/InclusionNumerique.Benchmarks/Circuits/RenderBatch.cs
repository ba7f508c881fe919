using System.Buffers.Binary;
using System.Text;

namespace InclusionNumerique.Benchmarks.Circuits;

internal enum EditKind
{
    PrependFrame = 1, RemoveFrame, SetAttribute, RemoveAttribute, UpdateText, StepIn, StepOut, UpdateMarkup, PermutationEntry, PermutationEnd,
}

internal enum FrameKind { Element = 1, Text, Attribute, Component, Region, ElementReference, ComponentReference, Markup }

/// <summary>An edit of one component's tree; <paramref name="Target"/> is a frame index or, in a permutation, the new position.</summary>
internal readonly record struct Edit(EditKind Kind, int Sibling, int Target, int AttributeName);

/// <summary>Reads the binary form of a render batch in place: tables of ints whose five offsets stand at its end.</summary>
internal readonly ref struct RenderBatch(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    private int UpdatedTable => Int(_data.Length - 20);
    private int FrameTable => Int(_data.Length - 16);
    private int DisposedTable => Int(_data.Length - 12);
    private int StringTable => Int(_data.Length - 4);

    public int UpdatedCount => Int(UpdatedTable);
    public int DisposedCount => Int(DisposedTable);

    public int Disposed(int index) => Int(DisposedTable + 4 + 4 * index);

    public (int ComponentId, int FirstEdit, int EditCount) Updated(int index)
    {
        var at = Int(UpdatedTable + 4 + 4 * index);
        return (Int(at), at + 8, Int(at + 4));
    }

    public Edit Edit(int firstEdit, int index)
    {
        var at = firstEdit + 16 * index;
        return new((EditKind)Int(at), Int(at + 4), Int(at + 8), Int(at + 12));
    }

    public FrameKind Kind(int frame) => (FrameKind)Int(Frame(frame));

    public int SubtreeLength(int frame) =>
        Kind(frame) is FrameKind.Element or FrameKind.Component or FrameKind.Region ? Int(Frame(frame) + 4) : 1;

    public int ComponentId(int frame) => Int(Frame(frame) + 8);

    public string? ElementName(int frame) => String(Int(Frame(frame) + 8));

    /// <summary>Text of a text or markup frame.</summary>
    public string? Text(int frame) => String(Int(Frame(frame) + 4));

    public (string Name, string? Value, long HandlerId) Attribute(int frame)
    {
        var at = Frame(frame);
        return (String(Int(at + 4))!, String(Int(at + 8)), BinaryPrimitives.ReadInt64LittleEndian(_data[(at + 12)..]));
    }

    public string? String(int index)
    {
        if (index < 0)
        {
            return null;
        }

        var at = Int(StringTable + 4 * index);
        var (length, shift) = (0, 0);
        byte current;
        do
        {
            current = _data[at++];
            length |= (current & 0x7f) << shift;
            shift += 7;
        }
        while ((current & 0x80) != 0);
        return Encoding.UTF8.GetString(_data.Slice(at, length));
    }

    private int Frame(int index) => FrameTable + 4 + 20 * index;

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_data[at..]);
}
