using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Backends.Avx512;
using Field = Atlas.Runtime.Fields.Backends.Avx512.LaneField<Atlas.Runtime.Fields.FqModulus>;

namespace Atlas.Runtime.MultiScalar.Avx512;

/// <summary>
/// <see cref="AffinePairs"/> in eight lanes: eight chains of prefix products, whose ends share one scalar inversion. A lane whose pair needs no
/// plain chord (equal, opposite or infinite points) takes 1 as its denominator, and its sum is made apart afterwards.
/// </summary>
internal static unsafe class LanePairs
{
    /// <summary>Groups of eight pairs that share an inversion: two kilobytes of prefixes per four groups stay in the first-level caches.</summary>
    private const int MaxGroups = 64;

    private const int PointBytes = G1Affine.UncompressedBytes;

    private const int OrdinateOffset = PointBytes / 2;

    /// <summary>As <see cref="AffinePairs.Add"/>, for a number of pairs that is a multiple of eight.</summary>
    public static void Add(
        Span<G1Affine> destination, ReadOnlySpan<int> targets, ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var groups = Math.Min(MaxGroups, targets.Length / Lanes.Count);
        var prefixMemory = stackalloc byte[AlignedStack.Bytes<Lanes>(groups)];
        var prefixes = new Span<Lanes>(AlignedStack.Align<Lanes>(prefixMemory), groups);
        var workMemory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(workMemory);
        for (var start = 0; start < targets.Length; start += MaxGroups * Lanes.Count)
        {
            var length = Math.Min(MaxGroups * Lanes.Count, targets.Length - start);
            var pairs = new Pairs(targets.Slice(start, length), left.Slice(start, length), right.Slice(start, length));
            AddChunk(destination, source, pairs, prefixes, ref work);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddChunk(
        Span<G1Affine> destination, ReadOnlySpan<G1Affine> source, in Pairs pairs, Span<Lanes> prefixes, ref Workspace work)
    {
        ref var points = ref Unsafe.As<G1Affine, byte>(ref MemoryMarshal.GetReference(source));
        ref var sums = ref Unsafe.As<G1Affine, byte>(ref MemoryMarshal.GetReference(destination));
        var groups = pairs.Targets.Length / Lanes.Count;
        work.Product = Field.Broadcast(Fq.One.Form);
        for (var group = 0; group < groups; group++)
        {
            prefixes[group] = work.Product;
            LoadAbscissas(ref points, in pairs, group, ref work);
            PrepareDenominator(ref work);
            Field.Multiply(in work.Product, in work.Denominator, out work.Product);
        }

        Invert(ref work.Product);
        for (var group = groups - 1; group >= 0; group--)
        {
            LoadAbscissas(ref points, in pairs, group, ref work);
            var exceptional = PrepareDenominator(ref work);
            Field.Multiply(in work.Product, in prefixes[group], out work.Slope);
            Field.Multiply(in work.Product, in work.Denominator, out work.Product);
            AddGroup(ref sums, ref points, in pairs, group, ref work);
            for (; exceptional != 0; exceptional &= exceptional - 1)
            {
                var k = (group * Lanes.Count) + BitOperations.TrailingZeroCount(exceptional);
                var sum = AffinePairs.Load(source, pairs.Left[k]) + AffinePairs.Load(source, pairs.Right[k]);
                destination[pairs.Targets[k]] = sum.ToAffine();
            }
        }
    }

    /// <summary>
    /// Chords of one group, p and q with their inverse denominators in Slope: slope = (y_q - y_p)/(x_q - x_p), x = slope² - x_p - x_q,
    /// y = slope·(x_p - x) - y_p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGroup(ref byte sums, ref byte points, in Pairs pairs, int group, ref Workspace work)
    {
        var offsets = stackalloc nuint[Lanes.Count];
        ref var ordinates = ref Unsafe.Add(ref points, OrdinateOffset);
        Offsets(pairs.Left, group, offsets);
        LaneMemory.Gather(ref ordinates, offsets, out work.Yp);
        work.Yp.NegateWhere(Signs(pairs.Left, group));
        Offsets(pairs.Right, group, offsets);
        LaneMemory.Gather(ref ordinates, offsets, out work.Y);
        work.Y.NegateWhere(Signs(pairs.Right, group));
        Field.Subtract(in work.Y, in work.Yp, 2, out work.Y);
        Field.Multiply(in work.Y, in work.Slope, out work.Slope);
        Field.Multiply(in work.Slope, in work.Slope, out work.X);
        work.Xq.Add(in work.Xp);
        Field.Subtract(in work.X, in work.Xq, 2, out work.X);
        Field.Canonicalize(ref work.X);
        Field.Subtract(in work.Xp, in work.X, 1, out work.Y);
        Field.Multiply(in work.Slope, in work.Y, out work.Y);
        Field.Subtract(in work.Y, in work.Yp, 1, out work.Y);
        Field.Canonicalize(ref work.Y);
        Offsets(pairs.Targets, group, offsets);
        LaneMemory.Scatter(in work.X, ref sums, offsets);
        LaneMemory.Scatter(in work.Y, ref Unsafe.Add(ref sums, OrdinateOffset), offsets);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadAbscissas(ref byte points, in Pairs pairs, int group, ref Workspace work)
    {
        var offsets = stackalloc nuint[Lanes.Count];
        Offsets(pairs.Left, group, offsets);
        LaneMemory.Gather(ref points, offsets, out work.Xp);
        Offsets(pairs.Right, group, offsets);
        LaneMemory.Gather(ref points, offsets, out work.Xq);
    }

    /// <summary>
    /// Denominator = x_q - x_p, below 2p, or one in the exceptional lanes, which are returned. Only infinity has abscissa zero: 3 is not a
    /// square.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint PrepareDenominator(ref Workspace work)
    {
        var exceptional = work.Xp.EqualTo(in work.Xq) | work.Xp.IsZero() | work.Xq.IsZero();
        Field.Subtract(in work.Xq, in work.Xp, 1, out work.Denominator);
        if (exceptional != Vector512<ulong>.Zero)
        {
            work.Denominator.ReplaceWhere(exceptional, Field.Broadcast(Fq.One.Form));
        }

        return (uint)exceptional.ExtractMostSignificantBits();
    }

    /// <summary>Inverts each lane, none of which is zero.</summary>
    private static void Invert(ref Lanes product)
    {
        Span<Fq> lanes = stackalloc Fq[Lanes.Count];
        ref var memory = ref Unsafe.As<Fq, byte>(ref MemoryMarshal.GetReference(lanes));
        Field.Canonicalize(ref product);
        LaneMemory.Store(in product, ref memory);
        Fq.BatchInvert(lanes);
        LaneMemory.Load(ref memory, out product);
    }

    /// <summary>Byte offsets of a group's points, in the order of memory in which lane k is pair k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Offsets(ReadOnlySpan<int> indices, int group, nuint* offsets)
    {
        var own = Vector256.Create(indices.Slice(group * Lanes.Count, Lanes.Count));
        var positions = Vector256.Shuffle(own ^ (own >> 31), Vector256.Create(0, 2, 1, 3, 4, 6, 5, 7));
        (Avx512F.ConvertToVector512Int64(positions) * PointBytes).AsUInt64().Store((ulong*)offsets);
    }

    /// <summary>All ones in the lanes whose index is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Signs(ReadOnlySpan<int> indices, int group)
    {
        var own = Vector256.Create(indices.Slice(group * Lanes.Count, Lanes.Count));
        return Avx512F.ConvertToVector512Int64(own >> 31).AsUInt64();
    }

    private readonly ref struct Pairs(ReadOnlySpan<int> targets, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        public readonly ReadOnlySpan<int> Targets = targets, Left = left, Right = right;
    }

    private struct Workspace
    {
        public Lanes Product, Denominator, Slope, Xp, Xq, Yp, X, Y;
    }
}
