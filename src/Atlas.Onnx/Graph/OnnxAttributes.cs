using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>
/// The attributes of a node, by name and type. Asking for one under another type than the file gives it is an
/// <see cref="AtlasModelException"/>.
/// </summary>
public sealed class OnnxAttributes
{
    private readonly string node;
    private readonly string @operator;
    private readonly ImmutableSortedDictionary<string, object> values;

    internal OnnxAttributes(string node, string @operator, IEnumerable<KeyValuePair<string, object>> values)
    {
        this.node = node;
        this.@operator = @operator;
        this.values = values.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Names of the attributes that the node has, in ordinal order.</summary>
    public IEnumerable<string> Names => values.Keys;

    public bool Has(string name) => values.ContainsKey(name);

    public long GetInt(string name, long defaultValue) => Has(name) ? Get<long>(name, "an integer") : defaultValue;

    /// <summary>An integer that the operator requires.</summary>
    public long GetInt(string name) => Get<long>(name, "an integer");

    /// <summary>A 32-bit float, widened.</summary>
    public double GetFloat(string name, double defaultValue) => Has(name) ? Get<double>(name, "a float") : defaultValue;

    public string GetString(string name, string defaultValue) => Has(name) ? Get<string>(name, "a string") : defaultValue;

    /// <summary>A list of integers; null if the node has none of that name.</summary>
    public ImmutableArray<long>? GetInts(string name) => Has(name) ? Get<ImmutableArray<long>>(name, "a list of integers") : null;

    /// <summary>A list of floats; null if the node has none of that name.</summary>
    public ImmutableArray<double>? GetFloats(string name) => Has(name) ? Get<ImmutableArray<double>>(name, "a list of floats") : null;

    /// <summary>A list of strings; null if the node has none of that name.</summary>
    public ImmutableArray<string>? GetStrings(string name) => Has(name) ? Get<ImmutableArray<string>>(name, "a list of strings") : null;

    /// <summary>A tensor; null if the node has none of that name.</summary>
    public OnnxTensor? GetTensor(string name) => Has(name) ? Get<OnnxTensor>(name, "a tensor") : null;

    private T Get<T>(string name, string kind)
    {
        if (!values.TryGetValue(name, out object? value))
        {
            throw new AtlasModelException(node, @operator, $"attribute '{name}' is missing");
        }

        return value is T typed ? typed : throw new AtlasModelException(node, @operator, $"attribute '{name}' is not {kind}");
    }
}
