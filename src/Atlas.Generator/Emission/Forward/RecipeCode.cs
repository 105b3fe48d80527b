using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Forward;

/// <summary>How a constant's integers are computed, as an expression.</summary>
internal static class RecipeCode
{
    public static string Of(ConstantRecipe recipe) => recipe switch
    {
        QuantisedRecipe r => $"{WeightCode.Of(r.Source)}.Quantise({Text(r.Bits)})",
        ExactRecipe r => $"{WeightCode.Of(r.Source)}.Exact()",
        TableRecipe r => Table(r.Table),
        IntegersRecipe r => Wrap.List(r.Values.Select(CSharp.Integer)),
        _ => throw new NotSupportedException($"No code for {recipe.GetType().Name}."),
    };

    private static string Table(TableSpec table)
    {
        string function = $"static x => {table.Function}", bits = $"inputBits: {Text(table.InputBits)}, outputBits: {Text(table.OutputBits)}";
        return table.Midpoints
            ? $"LookupTable.BuildMidpoints(count: {Text(table.Count)}, {bits}, {function})"
            : $"LookupTable.Build(start: {CSharp.Integer(table.Start)}, count: {Text(table.Count)}, {bits}, {function})";
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
