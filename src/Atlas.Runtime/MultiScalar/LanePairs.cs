using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Backends;
using Atlas.Runtime.Fields.Backends.Lanes;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Affine additions in vector lanes: every lane has its chain of prefix products, and the ends of the chains share one scalar inversion. Equal
/// points take the tangent's denominator; a lane whose pair needs no slope (opposite or infinite points) takes 1, and its sum is put in place
/// afterwards.
/// </summary>
internal sealed unsafe class LanePairs<TUnit, TVector> : LaneArithmetic<TUnit, TVector, FqModulus>, IPairKernel
    where TUnit : struct, IVectorUnit<TVector>
    where TVector : unmanaged
{
    /// <summary>Groups of one pair a lane that share an inversion: their prefixes and points stay in the second-level cache.</summary>
    private const int MaxGroups = 256;

    /// <summary>How many groups ahead points are fetched from memory: about as long as a fetch takes.</summary>
    private const int GroupsAhead = 2;

    private const int PointShift = 6;

    private const int OrdinateOffset = Fq.Bytes;

    private readonly ScalarPairs rest = new();

    public void Add(
        Span<G1Affine> destination, ReadOnlySpan<int> targets, ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (targets.Length < Count)
        {
            rest.Add(destination, targets, source, left, right);
            return;
        }

        var groups = Math.Min(MaxGroups, Groups(targets.Length));
        var memory = stackalloc byte[AlignedStack.Bytes<LaneElements<TVector>>(groups)];
        var prefixes = new Span<LaneElements<TVector>>(AlignedStack.Align<LaneElements<TVector>>(memory), groups);
        var workMemory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(workMemory);
        for (var next = 0; next < targets.Length; next += MaxGroups * Count)
        {
            var start = Math.Min(next, targets.Length - Count);
            var length = Math.Min(MaxGroups * Count, targets.Length - start);
            var pairs = new Pairs(targets.Slice(start, length), left.Slice(start, length), right.Slice(start, length));
            AddChunk(destination, source, pairs, prefixes, ref work);
        }
    }

    private static int Groups(int pairs) => (pairs + Count - 1) / Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddChunk(
        Span<G1Affine> destination, ReadOnlySpan<G1Affine> source, in Pairs pairs, Span<LaneElements<TVector>> prefixes, ref Workspace work)
    {
        ref var points = ref At(source, 0);
        ref var sums = ref At<G1Affine>(destination, 0);
        var groups = Groups(pairs.Targets.Length);
        work.Product = Constants->One;
        for (var group = 0; group < groups; group++)
        {
            Prefetch(in points, in pairs, group + GroupsAhead);
            prefixes[group] = work.Product;
            LoadAbscissas(in points, in pairs, group, ref work);
            PrepareDenominator(in points, in pairs, group, ref work);
            Multiply(in work.Product, in work.Denominator, out work.Product);
        }

        Invert(ref work.Product);
        for (var group = groups - 1; group >= 0; group--)
        {
            LoadAbscissas(in points, in pairs, group, ref work);
            var slopeless = PrepareDenominator(in points, in pairs, group, ref work);
            Multiply(in work.Product, in prefixes[group], out work.Slope);
            Multiply(in work.Product, in work.Denominator, out work.Product);
            LoadOrdinates(in points, in pairs, group, ref work);
            AddGroup(ref sums, in pairs, group, ref work);
            for (; slopeless != 0; slopeless &= slopeless - 1)
            {
                AddWithoutSlope(destination, source, in pairs, pairs.Start(group) + BitOperations.TrailingZeroCount(slopeless));
            }
        }
    }

    /// <summary>
    /// Chords or tangents of one group, with their inverse denominators in Slope and their numerators in Numerator: x = slope² - x_p - x_q,
    /// y = slope·(x_p - x) - y_p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGroup(ref byte sums, in Pairs pairs, int group, ref Workspace work)
    {
        ref var p = ref Constants->P;
        ref var twoP = ref Constants->TwoP;
        Multiply(in work.Numerator, in work.Slope, out work.Slope);
        Square(in work.Slope, out work.X);
        AddLimbs(ref work.Xq, in work.Xp);
        Subtract(in work.X, in work.Xq, in twoP, out work.X);
        var offsets = stackalloc nuint[Count];
        Offsets(pairs.Targets, pairs.Start(group), offsets);
        ScatterBelowFourP(in work.X, ref sums, offsets);
        Subtract(in work.Xp, in work.X, in Constants->FourP, out work.Y);
        Multiply(in work.Slope, in work.Y, out work.Y);
        Subtract(in work.Y, in work.Yp, in p, out work.Y);
        ScatterBelowFourP(in work.Y, ref Unsafe.Add(ref sums, OrdinateOffset), offsets);
    }

    /// <summary>x_p and x_q, canonical.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadAbscissas(ref readonly byte points, in Pairs pairs, int group, ref Workspace work)
    {
        var offsets = stackalloc nuint[Count];
        Offsets(pairs.Left, pairs.Start(group), offsets);
        Gather(in points, offsets, out work.Xp);
        Offsets(pairs.Right, pairs.Start(group), offsets);
        Gather(in points, offsets, out work.Xq);
    }

    /// <summary>
    /// y_p with its sign, in (-p, p) and not normalised, and Numerator = y_q - y_p, below 4p; or, for a tangent, Numerator = 3·x_p².
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadOrdinates(ref readonly byte points, in Pairs pairs, int group, ref Workspace work)
    {
        var offsets = stackalloc nuint[Count];
        ref readonly var ordinates = ref Unsafe.Add(ref Unsafe.AsRef(in points), OrdinateOffset);
        var negative = Offsets(pairs.Left, pairs.Start(group), offsets);
        Gather(in ordinates, offsets, out work.Yp);
        NegateWhere(negative, ref work.Yp);
        negative = Offsets(pairs.Right, pairs.Start(group), offsets);
        Gather(in ordinates, offsets, out work.Numerator);
        NegateWhere(negative, ref work.Numerator);
        Subtract(in work.Numerator, in work.Yp, in Constants->TwoP, out work.Numerator);
        if (!TUnit.IsAllZero(work.Tangents))
        {
            Square(in work.Xp, out work.X);
            work.Y = work.X;
            AddLimbs(ref work.Y, in work.X);
            Add(in work.Y, in work.X, out work.Y);
            ReplaceWhere(work.Tangents, ref work.Numerator, in work.Y);
        }
    }

    /// <summary>Denominator = x_q - x_p, below 2p, where the pair takes a chord. Returns the lanes that take no slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint PrepareDenominator(ref readonly byte points, in Pairs pairs, int group, ref Workspace work)
    {
        Subtract(in work.Xq, in work.Xp, in Constants->P, out work.Denominator);
        work.Tangents = default;

        // One limb tells almost always that abscissas are neither equal nor zero; only infinity has abscissa zero, as 3 is not a square.
        var isEqual = TUnit.IsZero(TUnit.Subtract(work.Denominator.L0, Constants->P.L0));
        var isInfinite = TUnit.Or(TUnit.IsZero(work.Xp.L0), TUnit.IsZero(work.Xq.L0));
        return TUnit.IsAllZero(TUnit.Or(isEqual, isInfinite)) ? 0 : PrepareSpecial(in points, in pairs, group, ref work);
    }

    /// <summary>Denominator = 2·y_p, below 4p, where the points are equal, and 1 where they are opposite or one is infinite.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint PrepareSpecial(ref readonly byte points, in Pairs pairs, int group, ref Workspace work)
    {
        work.X = work.Denominator;
        Canonicalize(ref work.X);
        var special = TUnit.Or(IsZero(in work.X), TUnit.Or(IsZero(in work.Xp), IsZero(in work.Xq)));
        LoadOrdinates(in points, in pairs, group, ref work);
        Canonicalize(ref work.Numerator);
        var isFinite = TUnit.IsZero(TUnit.Or(IsZero(in work.Xp), IsZero(in work.Xq)));
        work.Tangents = TUnit.And(TUnit.And(special, isFinite), IsZero(in work.Numerator));
        AddLimbs(ref work.Yp, in work.Yp);
        AddLimbs(ref work.Yp, in Constants->TwoP);
        Normalize(ref work.Yp);
        ReplaceWhere(special, ref work.Denominator, in Constants->One);
        ReplaceWhere(work.Tangents, ref work.Denominator, in work.Yp);
        return TUnit.SignBits(TUnit.Xor(special, work.Tangents));
    }

    private static void AddWithoutSlope(Span<G1Affine> destination, ReadOnlySpan<G1Affine> source, in Pairs pairs, int k)
    {
        var p = AffinePairs.Load(source, pairs.Left[k]);
        var q = AffinePairs.Load(source, pairs.Right[k]);
        destination[pairs.Targets[k]] = p.IsInfinity ? q : q.IsInfinity ? p : G1Affine.Infinity;
    }

    /// <summary>Inverts each lane, none of which is zero.</summary>
    internal static void Invert(ref LaneElements<TVector> product)
    {
        Span<Fq> lanes = stackalloc Fq[Count];
        Canonicalize(ref product);
        Store(in product, ref At<Fq>(lanes, 0));
        Fq.BatchInvert(lanes);
        Load(in At<Fq>(lanes, 0), out product);
    }

    /// <summary>
    /// Writes the byte offsets of a group's points, so that lane k gets pair k, and returns all ones where an index is a negative point's.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Offsets(ReadOnlySpan<int> indices, int start, nuint* offsets)
    {
        var own = TUnit.Widen(in indices[start]);
        var negative = TUnit.SignMask(own);
        TUnit.Store(TUnit.InLaneOrder(TUnit.ShiftLeft(TUnit.Xor(own, negative), PointShift)), offsets);
        return negative;
    }

    /// <summary>Asks for the points of a group, both cache lines that one may touch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(ref readonly byte points, in Pairs pairs, int group)
    {
        if (!Sse.IsSupported || (group + 1) * Count > pairs.Left.Length)
        {
            return;
        }

        var first = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in points));
        for (var k = group * Count; k < (group + 1) * Count; k++)
        {
            PrefetchPoint(first, pairs.Left[k]);
            PrefetchPoint(first, pairs.Right[k]);
        }
    }

    /// <summary>The address may be out of date when the collector moves points meanwhile: then nothing is gained, and nothing lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchPoint(byte* points, int index)
    {
        var point = points + ((long)(index ^ (index >> 31)) << PointShift);
        Sse.Prefetch0(point);
        Sse.Prefetch0(point + G1Affine.UncompressedBytes - 1);
    }

    private readonly ref struct Pairs(ReadOnlySpan<int> targets, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        public readonly ReadOnlySpan<int> Targets = targets, Left = left, Right = right;

        /// <summary>
        /// Where a group begins. The last one overlaps the one before where pairs are no multiple of the lanes: some sums are made twice, which
        /// costs less than an inversion of their own.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Start(int group) => Math.Min(group * Count, Targets.Length - Count);
    }

    private struct Workspace
    {
        public LaneElements<TVector> Product, Denominator, Numerator, Slope, Xp, Xq, Yp, X, Y;

        /// <summary>All ones in the lanes whose points are equal.</summary>
        public TVector Tangents;
    }
}
