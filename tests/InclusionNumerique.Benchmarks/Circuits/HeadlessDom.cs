namespace InclusionNumerique.Benchmarks.Circuits;

/// <summary>A node as the browser's renderer counts siblings: a component and a markup block are one node each.</summary>
internal sealed class DomNode(string? name = null)
{
    public string? Name { get; } = name;
    public string? Text { get; set; }
    public DomNode? Parent { get; set; }
    public List<DomNode> Children { get; } = [];
    public Dictionary<string, string?> Attributes { get; } = [];
    public Dictionary<string, long> Handlers { get; } = [];
}

/// <summary>
/// What the browser would show. It is kept whole because handler ids change whenever a lambda is rendered again:
/// a click needs the id of this moment.
/// </summary>
internal sealed class HeadlessDom
{
    private readonly Dictionary<int, DomNode> _components = [];
    private readonly List<DomNode> _roots = [];

    public void Apply(RenderBatch batch)
    {
        for (var i = 0; i < batch.UpdatedCount; i++)
        {
            var (componentId, firstEdit, count) = batch.Updated(i);
            if (!_components.TryGetValue(componentId, out var component))
            {
                _roots.Add(_components[componentId] = component = new DomNode());
            }

            ApplyEdits(batch, component, firstEdit, count);
        }

        for (var i = 0; i < batch.DisposedCount; i++)
        {
            if (_components.Remove(batch.Disposed(i), out var gone) && gone.Parent is null)
            {
                _roots.Remove(gone);
            }
        }
    }

    public DomNode? Find(Func<DomNode, bool> isWanted) => _roots.SelectMany(Tree).FirstOrDefault(isWanted);

    /// <summary>The handler an event on this element reaches first on its way up; Blazor lets "change" reach the element alone.</summary>
    public static long? Handler(DomNode element, string eventName)
    {
        for (var node = element; node is not null; node = eventName == "change" ? null : node.Parent)
        {
            if (node.Handlers.TryGetValue("on" + eventName, out var id))
            {
                return id;
            }
        }

        return null;
    }

    private static IEnumerable<DomNode> Tree(DomNode node)
    {
        var pending = new Stack<DomNode>([node]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            for (var i = next.Children.Count - 1; i >= 0; i--)
            {
                pending.Push(next.Children[i]);
            }
        }
    }

    private void ApplyEdits(RenderBatch batch, DomNode parent, int firstEdit, int count)
    {
        var moves = new List<(int From, int To)>();
        for (var i = 0; i < count; i++)
        {
            var edit = batch.Edit(firstEdit, i);
            switch (edit.Kind)
            {
                case EditKind.PrependFrame: InsertFrame(batch, parent, edit.Sibling, edit.Target); break;
                case EditKind.RemoveFrame: parent.Children.RemoveAt(edit.Sibling); break;
                case EditKind.SetAttribute: SetAttribute(batch, parent.Children[edit.Sibling], edit.Target); break;
                case EditKind.RemoveAttribute: RemoveAttribute(parent.Children[edit.Sibling], batch.String(edit.AttributeName)!); break;
                case EditKind.UpdateText or EditKind.UpdateMarkup: parent.Children[edit.Sibling].Text = batch.Text(edit.Target); break;
                case EditKind.StepIn: parent = parent.Children[edit.Sibling]; break;
                case EditKind.StepOut: parent = parent.Parent!; break;
                case EditKind.PermutationEntry: moves.Add((edit.Sibling, edit.Target)); break;
                case EditKind.PermutationEnd: Permute(parent, moves); break;
                default: throw new InvalidDataException($"Render edit of kind {edit.Kind} is not known.");
            }
        }
    }

    private static void Permute(DomNode parent, List<(int From, int To)> moves)
    {
        var before = parent.Children.ToArray();
        foreach (var (from, to) in moves)
        {
            parent.Children[to] = before[from];
        }

        moves.Clear();
    }

    /// <returns>How many siblings the frame became: none for a reference capture, any number for a region.</returns>
    private int InsertFrame(RenderBatch batch, DomNode parent, int index, int frame)
    {
        switch (batch.Kind(frame))
        {
            case FrameKind.Element:
                InsertElement(batch, parent, index, frame);
                return 1;
            case FrameKind.Component:
                Insert(parent, index, _components[batch.ComponentId(frame)] = new DomNode());
                return 1;
            case FrameKind.Region:
                return InsertRange(batch, parent, index, frame + 1, frame + batch.SubtreeLength(frame));
            case FrameKind.Text or FrameKind.Markup:
                Insert(parent, index, new DomNode { Text = batch.Text(frame) });
                return 1;
            default:
                return 0;
        }
    }

    private void InsertElement(RenderBatch batch, DomNode parent, int index, int frame)
    {
        var element = new DomNode(batch.ElementName(frame));
        Insert(parent, index, element);
        var (next, end) = (frame + 1, frame + batch.SubtreeLength(frame));
        for (; next < end && batch.Kind(next) == FrameKind.Attribute; next++)
        {
            SetAttribute(batch, element, next);
        }

        InsertRange(batch, element, 0, next, end);
    }

    private int InsertRange(RenderBatch batch, DomNode parent, int index, int start, int end)
    {
        var first = index;
        for (var frame = start; frame < end; frame += batch.SubtreeLength(frame))
        {
            index += InsertFrame(batch, parent, index, frame);
        }

        return index - first;
    }

    private static void Insert(DomNode parent, int index, DomNode child)
    {
        child.Parent = parent;
        parent.Children.Insert(index, child);
    }

    private static void SetAttribute(RenderBatch batch, DomNode element, int frame)
    {
        var (name, value, handlerId) = batch.Attribute(frame);
        if (handlerId != 0)
        {
            element.Handlers[name] = handlerId;
        }
        else
        {
            element.Attributes[name] = value;
        }
    }

    private static void RemoveAttribute(DomNode element, string name)
    {
        element.Handlers.Remove(name);
        element.Attributes.Remove(name);
    }
}
