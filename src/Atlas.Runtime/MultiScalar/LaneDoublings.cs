using System.Runtime.CompilerServices;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Backends;
using Atlas.Runtime.Fields.Backends.Lanes;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Doublings in vector lanes: three products and four squares each ("dbl-2009-l" of the Explicit-Formulas Database, with 4·X·Y² as a product). Every
/// lane has its chain of Z's, and the ends of the chains share one scalar inversion.
/// </summary>
internal sealed unsafe class LaneDoublings<TUnit, TVector> : LaneArithmetic<TUnit, TVector, FqModulus>, IDoublingKernel
    where TUnit : struct, IVectorUnit<TVector>
    where TVector : unmanaged
{
    /// <summary>Groups of one point a lane that share an inversion; all that is kept of them is in the second-level cache.</summary>
    private const int MaxGroups = 64;

    private readonly ScalarDoublings rest = new();

    public void Double(ReadOnlySpan<G1Affine> source, Span<G1Affine> destination, int times)
    {
        int groups = source.Length / Count;
        byte* memory = stackalloc byte[AlignedStack.Bytes<Multiple>(Math.Min(MaxGroups, groups))];
        var multiples = new Span<Multiple>(AlignedStack.Align<Multiple>(memory), Math.Min(MaxGroups, groups));
        byte* workMemory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref Workspace work = ref *AlignedStack.Align<Workspace>(workMemory);
        work.SixteenP = work.TwentyP = default;
        for (int i = 0; i < 10; i++)
        {
            AddLimbs(ref work.TwentyP, in Constants->TwoP);
            work.SixteenP = i < 8 ? work.TwentyP : work.SixteenP;
        }

        for (int start = 0; start < groups * Count; start += MaxGroups * Count)
        {
            int length = Math.Min(MaxGroups * Count, (groups * Count) - start);
            DoubleChunk(source.Slice(start, length), destination.Slice(start, length), times, multiples, ref work);
        }

        int done = groups * Count;
        rest.Double(source[done..], destination[done..], times);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DoubleChunk(
        ReadOnlySpan<G1Affine> source, Span<G1Affine> destination, int times, Span<Multiple> multiples, ref Workspace work)
    {
        nuint* offsets = stackalloc nuint[Count];
        for (int lane = 0; lane < Count; lane++)
        {
            offsets[lane] = (nuint)(lane * G1Affine.UncompressedBytes);
        }

        int groups = source.Length / Count;
        work.Product = Constants->One;
        for (int group = 0; group < groups; group++)
        {
            ref Multiple multiple = ref multiples[group];
            Gather(in At(source, group * Count), offsets, out multiple.X);
            Gather(in Unsafe.Add(ref At(source, group * Count), Fq.Bytes), offsets, out multiple.Y);
            multiple.Z = Constants->One;
            for (int i = 0; i < times; i++)
            {
                Double(ref multiple, ref work);
            }

            // Infinity, (0, 0), stays a multiple of p twice with a Z that is zero itself; with Z = 1 it comes out as it went in.
            ReplaceWhere(IsZero(in multiple.Z), ref multiple.Z, in Constants->One);
            multiple.Prefix = work.Product;
            Multiply(in work.Product, in multiple.Z, out work.Product);
        }

        LanePairs<TUnit, TVector>.Invert(ref work.Product);
        for (int group = groups - 1; group >= 0; group--)
        {
            ref Multiple multiple = ref multiples[group];
            Multiply(in work.Product, in multiple.Prefix, out work.A);
            Multiply(in work.Product, in multiple.Z, out work.Product);
            Square(in work.A, out work.B);
            Multiply(in multiple.X, in work.B, out multiple.X);
            Multiply(in work.A, in work.B, out work.B);
            Multiply(in multiple.Y, in work.B, out multiple.Y);
            Canonicalize(ref multiple.X);
            Canonicalize(ref multiple.Y);
            Scatter(in multiple.X, ref At<G1Affine>(destination, group * Count), offsets);
            Scatter(in multiple.Y, ref Unsafe.Add(ref At<G1Affine>(destination, group * Count), Fq.Bytes), offsets);
        }
    }

    /// <summary>
    /// With X below 18.2p, Y below 19.2p and Z below 4p before and after: A = X², B = Y², D = 4·X·B, E = 3·A, X = E² - 2·D, Y = E·(D - X) - 8·B²,
    /// Z = 2·Y·Z.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double(ref Multiple p, ref Workspace work)
    {
        Multiply(in p.Y, in p.Z, out p.Z);
        Add(in p.Z, in p.Z, out p.Z);
        Square(in p.X, out work.A);
        Square(in p.Y, out work.B);
        Multiply(in p.X, in work.B, out work.D);
        AddLimbs(ref work.D, in work.D);
        AddLimbs(ref work.D, in work.D);
        work.E = work.A;
        AddLimbs(ref work.E, in work.A);
        Add(in work.E, in work.A, out work.E);
        Square(in work.B, out work.B);
        AddLimbs(ref work.B, in work.B);
        AddLimbs(ref work.B, in work.B);
        AddLimbs(ref work.B, in work.B);
        Square(in work.E, out work.A);
        p.X = work.D;
        AddLimbs(ref p.X, in work.D);
        Subtract(in work.A, in p.X, in work.SixteenP, out p.X);
        Subtract(in work.D, in p.X, in work.TwentyP, out work.D);
        Multiply(in work.E, in work.D, out work.D);
        Subtract(in work.D, in work.B, in work.SixteenP, out p.Y);
    }

    /// <summary>Points in Jacobian coordinates, and the product of all Z before them.</summary>
    private struct Multiple
    {
        public LaneElements<TVector> X, Y, Z, Prefix;
    }

    private struct Workspace
    {
        public LaneElements<TVector> Product, A, B, D, E, SixteenP, TwentyP;
    }
}
