using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission;

/// <summary>The head of a file with internals: the namespace, then using directives inside of it.</summary>
internal static class CompiledNamespace
{
    public static void Open(IndentedWriter writer, EmissionContext context, IEnumerable<string> namespaces, IEnumerable<string> staticClasses)
    {
        writer.Line($"namespace {context.CompiledNamespace};");
        writer.Line();
        foreach (string used in namespaces)
        {
            writer.Line($"using global::{used};");
        }

        foreach (string used in staticClasses)
        {
            writer.Line($"using static global::{context.CompiledNamespace}.{used};");
        }

        writer.Line();
    }
}
