using System.Collections.Immutable;
using System.Text;
using Atlas.Compiler.Building;
using Atlas.Compiler.Costs;
using Atlas.Compiler.Lowering;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler;

/// <summary>ONNX bytes to a proof plan: a deterministic function of bytes and options, without any input or output of its own.</summary>
public static class ModelCompiler
{
    /// <param name="onnx">The model; it must not change while the plan is in use.</param>
    /// <param name="external">Content of an external data file by its location; null if the model has none.</param>
    /// <param name="modelName">Name that proofs and keys carry.</param>
    /// <param name="options">Scales, width and declared ranges.</param>
    /// <param name="cancellation">Checked between stages.</param>
    /// <exception cref="AtlasModelException">The model is damaged, or cannot be proven; the message names node, operator and what is at fault.</exception>
    public static ProofPlan Compile(byte[] onnx, Func<string, byte[]>? external, string modelName, PlanOptions options, CancellationToken cancellation = default)
    {
        Check(options);
        var dimensions = options.Dimensions.ToImmutableDictionary(static d => d.Name, static d => d.Size, StringComparer.Ordinal);
        OnnxGraph graph = ConstantFolder.Fold(OnnxModel.Parse(onnx, external, new OnnxLoadOptions { Dimensions = dimensions }).Graph);
        CheckNames(graph, modelName);
        CheckRanges(graph, options);
        cancellation.ThrowIfCancellationRequested();

        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        byte[] File(string? name)
        {
            if (name is null)
            {
                return onnx;
            }

            if (!files.TryGetValue(name, out byte[]? content))
            {
                content = external?.Invoke(name) ?? throw new AtlasModelException($"external data file '{name}' is missing");
                files[name] = content;
            }

            return content;
        }

        var plan = new PlanBuilder();
        try
        {
            new GraphLowering(new LoweringContext(graph, plan, options, File)).Run();
            cancellation.ThrowIfCancellationRequested();
            return Finish(plan, graph, modelName, ModelDigest.Compute(onnx, external), options);
        }
        catch (Exception error) when (error is PlanException or ArithmeticException)
        {
            // Arithmetic fails on constants that are infinite, NaN or beyond every table.
            OnnxNode? node = graph.Nodes.FirstOrDefault(n => n.Name == plan.Origin);
            throw new AtlasModelException(node?.Name, node?.OpType, error.Message, null, error);
        }
    }

    /// <summary>Turns a builder's content into a plan: depths, rows, costs.</summary>
    internal static ProofPlan Finish(PlanBuilder plan, OnnxGraph? graph, string modelName, string modelDigest, PlanOptions options)
    {
        plan = plan.Pruned();
        ImmutableArray<ImmutableArray<int>> levels = PlanLevels.Of(plan.Nodes);
        (CommitmentLayout layout, CostReport cost) = WidthChoice.Choose(plan, levels, options);
        return new(
            modelName, modelDigest, graph?.Opset ?? 0, options, [.. plan.Tensors], [.. plan.Inputs], [.. plan.Outputs], [.. plan.Constants], [.. plan.Sites], [.. plan.Nodes],
            levels, layout, cost);
    }

    private static void Check(PlanOptions options)
    {
        if (options.ScaleBits is < 4 or > 20 || options.WeightBits is < 8 or > 16 || options.TableBits is < 8 or > 16)
        {
            throw new AtlasModelException(
                FormattableString.Invariant($"ScaleBits {options.ScaleBits}, WeightBits {options.WeightBits}, TableBits {options.TableBits}"),
                "ScaleBits is 4 to 20, WeightBits and TableBits are 8 to 16");
        }

        if (options.CommitmentWidth != 0 && options.CommitmentWidth is < 4 or > 26)
        {
            throw new AtlasModelException(FormattableString.Invariant($"CommitmentWidth {options.CommitmentWidth}"), "it is the logarithm of the number of SRS elements, 4 to 26; 0 lets the cost model choose");
        }
    }

    /// <summary>Names stand in the transcript's labels, which have at most 255 bytes.</summary>
    private static void CheckNames(OnnxGraph graph, string modelName)
    {
        const int Longest = 200;
        foreach (string name in graph.Inputs.Concat(graph.Outputs).Select(static port => port.Name).Prepend(modelName))
        {
            if (Encoding.UTF8.GetByteCount(name) > Longest)
            {
                throw new AtlasModelException($"the name '{name.Substring(0, 40)}…' has {Encoding.UTF8.GetByteCount(name)} bytes", $"names of models, inputs and outputs have at most {Longest}");
            }
        }
    }

    private static void CheckRanges(OnnxGraph graph, PlanOptions options)
    {
        foreach (InputRange range in options.InputRanges)
        {
            if (!graph.Inputs.Any(input => input.Name == range.Input && input.ElementType.IsReal()))
            {
                throw new AtlasModelException(
                    $"a range is declared for '{range.Input}', which is no real input",
                    $"the real inputs are {string.Join(", ", graph.Inputs.Where(static i => i.ElementType.IsReal()).Select(static i => i.Name))}; an index has the extent of its table");
            }
        }
    }
}
