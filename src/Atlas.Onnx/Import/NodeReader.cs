using System.Collections.Immutable;
using Atlas.Onnx.Format;
using static Atlas.Onnx.Format.AttributeProto.Types;

namespace Atlas.Onnx.Import;

/// <summary>NodeProto to <see cref="OnnxNode"/>.</summary>
internal sealed class NodeReader(RawDataLocator locator, TensorReader tensors)
{
    public OnnxNode Read(NodeProto proto, int position)
    {
        string name = proto.Name.Length > 0 ? proto.Name : FormattableString.Invariant($"{proto.OpType}_{position}");
        if (proto.OpType.Length == 0)
        {
            throw new AtlasModelException(name, null, "the node has no operator");
        }

        var attributes = new SortedDictionary<string, object>(StringComparer.Ordinal);
        for (int i = 0; i < proto.Attribute.Count; i++)
        {
            AttributeProto attribute = proto.Attribute[i];
            if (attributes.ContainsKey(attribute.Name))
            {
                throw new AtlasModelException(name, proto.OpType, $"attribute '{attribute.Name}' is given twice");
            }

            attributes.Add(attribute.Name, Value(attribute, name, proto.OpType, (position, i)));
        }

        string domain = proto.Domain == "ai.onnx" ? "" : proto.Domain;
        return new OnnxNode(name, proto.OpType, domain, TrimAbsent(proto.Input), TrimAbsent(proto.Output), new OnnxAttributes(name, proto.OpType, attributes));
    }

    private object Value(AttributeProto attribute, string node, string @operator, (int Node, int Attribute) position)
    {
        if (attribute.RefAttrName.Length > 0)
        {
            throw new AtlasModelException(node, @operator, $"attribute '{attribute.Name}' refers to one of a function", "inline the model's functions");
        }

        return attribute.Type switch
        {
            AttributeType.Float => (double)attribute.F,
            AttributeType.Int => attribute.I,
            AttributeType.String => attribute.S.ToStringUtf8(),
            AttributeType.Tensor => ReadTensor(attribute, node, position),
            AttributeType.Floats => attribute.Floats.Select(static value => (double)value).ToImmutableArray(),
            AttributeType.Ints => attribute.Ints.ToImmutableArray(),
            AttributeType.Strings => attribute.Strings.Select(static value => value.ToStringUtf8()).ToImmutableArray(),

            // Kept, so that an operator which does not know the attribute can name it.
            _ => attribute.Type,
        };
    }

    private OnnxTensor ReadTensor(AttributeProto attribute, string node, (int Node, int Attribute) position) =>
        tensors.Read(attribute.T ?? new TensorProto(), locator.OfAttribute(position.Node, position.Attribute), $"{node}.{attribute.Name}");

    // Absent optional inputs at the end may be written as empty names or left out.
    private static ImmutableArray<string> TrimAbsent(IEnumerable<string> names)
    {
        ImmutableArray<string> all = [.. names];
        int length = all.Length;
        while (length > 0 && all[length - 1].Length == 0)
        {
            length--;
        }

        return all.RemoveRange(length, all.Length - length);
    }
}
