using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Relations;
using Atlas.Runtime.Fields;

namespace Atlas.Reference;

/// <summary>A proof plan with its shapes, sites and relations, and, on the prover's side, the integers of its constants.</summary>
public sealed class ReferenceModel
{
    private readonly Dictionary<int, BigInteger[]> _constants = [];

    /// <param name="constants">Integers of a constant tensor over its true shape, row-major; null on the verifier's side.</param>
    public ReferenceModel(ProofPlan plan, Func<PlanConstant, long[]>? constants)
    {
        Plan = plan;
        Shapes = [.. plan.Tensors.Select(static t => new Shape(t.Shape))];
        Sites = [.. plan.Sites.Select(static s => new SiteTable(s))];
        Nodes = [.. plan.Nodes.Select(node => Node.Of(this, node))];
        Levels = ByDepth();
        foreach (PlanConstant constant in constants is null ? [] : plan.Constants)
        {
            _constants.Add(constant.Tensor, Pad(constant.Tensor, constants!(constant).Select(static v => (BigInteger)v)));
        }
    }

    public ProofPlan Plan { get; }

    public Shape[] Shapes { get; }

    public SiteTable[] Sites { get; }

    /// <summary>In the plan's order: operands first.</summary>
    public Node[] Nodes { get; }

    /// <summary>Nodes by depth below the outputs, each level last node first (docs/protocol.md §5).</summary>
    public Node[][] Levels { get; }

    public int LogWidth => Plan.Commitments.LogWidth;

    public IReadOnlyDictionary<int, BigInteger[]> Constants => _constants;

    /// <summary>Padded table of integers that are given over the true box, row-major.</summary>
    public BigInteger[] Pad(int tensor, IEnumerable<BigInteger> values)
    {
        Shape shape = Shapes[tensor];
        var table = new BigInteger[shape.Size];
        foreach ((int[] index, BigInteger value) in shape.Box().Zip(values))
        {
            table[shape.Flat(index)] = value;
        }

        return table;
    }

    /// <summary>Integers over the true box, row-major.</summary>
    public BigInteger[] Unpad(int tensor, BigInteger[] table) => [.. Shapes[tensor].Box().Select(index => table[Shapes[tensor].Flat(index)])];

    /// <summary>The cells of a committed constant polynomial.</summary>
    public Fr[] Polynomial(int index)
    {
        var table = new Fr[1 << Plan.Commitments.Polynomials[index].Variables];
        foreach (ConstantPlacement placement in Plan.Commitments.Constants.Where(p => p.Polynomial == index))
        {
            BigInteger[] values = _constants[placement.Tensor];
            int start = placement.Prefix << Shapes[placement.Tensor].Variables;
            for (int i = 0; i < values.Length; i++)
            {
                table[start + i] = Fr.FromBigInteger(values[i]);
            }
        }

        return table;
    }

    /// <summary>A claim's point in the polynomial that holds the constant.</summary>
    public ConstantClaim Place(int tensor, Claim claim)
    {
        ConstantPlacement placement = Plan.Commitments.Constants.Single(p => p.Tensor == tensor);
        return new ConstantClaim(placement.Polynomial, [.. Mle.IndexPoint(placement.Prefix, placement.PrefixBits), .. claim.Point.Values()], claim.Value);
    }

    private Node[][] ByDepth()
    {
        var depth = new Dictionary<Node, int>();
        foreach (Node node in Nodes.Reverse())
        {
            depth[node] = depth.Where(reader => reader.Key.Operands.Contains(node.Output)).Select(static reader => reader.Value + 1).DefaultIfEmpty(0).Max();
        }

        return [.. Enumerable.Range(0, depth.Values.DefaultIfEmpty(-1).Max() + 1).Select(d => Nodes.Reverse().Where(n => depth[n] == d).ToArray())];
    }
}
