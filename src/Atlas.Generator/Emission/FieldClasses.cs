using System.Globalization;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission;

/// <summary>One static field with its comment.</summary>
internal sealed record StaticField(string Comment, string Declaration);

/// <summary>
/// Static fields in as many classes as it takes: all initializers of a class are one method, and a method of more than about a thousand statements is
/// never optimised by the JIT.
/// </summary>
internal sealed class FieldClasses(string name, string what, IReadOnlyList<StaticField> fields)
{
    private const int FieldsOfAClass = 800;

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Math.Max(1, (fields.Count + FieldsOfAClass - 1) / FieldsOfAClass))
        .Select(i => i == 0 ? name : name + (i + 1).ToString(CultureInfo.InvariantCulture))];

    public void Write(IndentedWriter writer)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            writer.Line();
            writer.Summary(what);
            using (writer.Block($"internal static class {Names[i]}"))
            {
                foreach (StaticField field in fields.Skip(i * FieldsOfAClass).Take(FieldsOfAClass))
                {
                    writer.Line();
                    writer.Comment(field.Comment);
                    writer.Code(field.Declaration);
                }
            }
        }
    }
}
