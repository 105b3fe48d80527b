using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Interpretation;

/// <summary>
/// The slow, obvious forward pass of a plan in integers: the reference for generated code. Every value is checked against its tensor's interval and
/// every accumulator against its site's digits.
/// </summary>
public sealed partial class PlanInterpreter
{
    // Tensors whose intervals are wider are held as big integers.
    private const int SmallBits = 62;
    private readonly ProofPlan plan;
    private readonly IntegerTable[] tables;
    private readonly Dictionary<int, IntegerTable> constants = [];

    /// <param name="plan">The plan to run.</param>
    /// <param name="file">Bytes of the ONNX file (null) or of an external data file.</param>
    public PlanInterpreter(ProofPlan plan, Func<string?, byte[]> file)
    {
        this.plan = plan;
        tables = new IntegerTable[plan.Tensors.Length];
        foreach (PlanConstant constant in plan.Constants)
        {
            constants[constant.Tensor] = Padded(constant.Tensor, constant.Recipe.Evaluate(file));
        }
    }

    /// <summary>Runs the plan. Inputs are true-shape, row-major integers in the order of <see cref="ProofPlan.Inputs"/>.</summary>
    /// <exception cref="InvalidOperationException">A value leaves its interval, or an accumulator does not fit its digits.</exception>
    /// <returns>The padded tables of all tensors, by id.</returns>
    public IReadOnlyList<IntegerTable> Run(params long[][] inputs)
    {
        foreach (KeyValuePair<int, IntegerTable> constant in constants)
        {
            tables[constant.Key] = constant.Value;
        }

        for (int i = 0; i < plan.Inputs.Length; i++)
        {
            tables[plan.Inputs[i].Tensor] = Padded(plan.Inputs[i].Tensor, inputs[i]);
            CheckRange(plan.Inputs[i].Tensor);
        }

        foreach (PlanNode node in plan.Nodes)
        {
            tables[node.Output] = Create(node.Output);
            Execute(node);
            CheckRange(node.Output);
        }

        return [.. tables];
    }

    /// <summary>The true elements of a tensor after <see cref="Run"/>, row-major.</summary>
    public BigInteger[] ValuesOf(int tensor) => [.. plan.Tensors[tensor].Shape.ValidCells().Select(cell => tables[tensor][cell])];

    private TensorShape ShapeOf(int tensor) => plan.Tensors[tensor].Shape;

    private IntegerTable Create(int tensor) => new(1 << ShapeOf(tensor).Variables, plan.Tensors[tensor].Range.Bits > SmallBits);

    private IntegerTable Padded(int tensor, long[] values)
    {
        int[] cells = [.. ShapeOf(tensor).ValidCells()];
        if (cells.Length != values.Length)
        {
            throw new ArgumentException($"{values.Length} values for {plan.Tensors[tensor].Name} of shape {ShapeOf(tensor)}");
        }

        var table = Create(tensor);
        for (int i = 0; i < cells.Length; i++)
        {
            table[cells[i]] = values[i];
        }

        return table;
    }

    private void CheckRange(int tensor)
    {
        Interval range = plan.Tensors[tensor].Range;
        IntegerTable table = tables[tensor];
        foreach (int cell in ShapeOf(tensor).ValidCells())
        {
            if (table[cell] < range.Low || table[cell] > range.High)
            {
                throw new InvalidOperationException($"t{tensor} ({plan.Tensors[tensor].Name}) holds {table[cell]}, outside of {range}");
            }
        }
    }

    private void Execute(PlanNode node)
    {
        switch (node)
        {
            case LayoutNode layout:
                Layout(layout);
                break;
            case SumAxisNode sum:
                SumAxis(sum);
                break;
            case AffineNode affine:
                Affine(affine);
                break;
            case ContractionNode contraction:
                Contract(contraction);
                break;
            case DigitSiteNode { Accumulator: { } accumulator } site:
                EachElement(site.Output, cell => Functional(site.Site, site.Functional, DigitsOf(site.Site, tables[accumulator][cell])) - site.Offset);
                break;
            case DigitSiteNode site:
                Advice(site);
                break;
            case GateNode gate:
                EachElement(gate.Output, cell => Evaluate(gate.Site, gate.Sum, DigitsOf(gate.Site, tables[gate.Accumulator][cell])));
                break;
            case TableNode table:
                Table(table);
                break;
            case RowMaxNode maximum:
                RowMax(maximum);
                break;
            case GatherNode gather:
                Gather(gather);
                break;
            default:
                throw new InvalidOperationException($"no meaning for {node.GetType().Name}");
        }
    }

    private void EachElement(int output, Func<int, BigInteger> value)
    {
        foreach (int cell in ShapeOf(output).ValidCells())
        {
            tables[output][cell] = value(cell);
        }
    }
}
