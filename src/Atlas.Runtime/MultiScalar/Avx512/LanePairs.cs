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
internal static class LanePairs
{
    /// <summary>Groups of eight pairs that share an inversion: two kilobytes of prefixes per four groups stay in the first-level caches.</summary>
    private const int MaxGroups = 64;

    private const int PointBytes = G1Affine.UncompressedBytes;

    private const int OrdinateOffset = PointBytes / 2;

    /// <summary>As <see cref="AffinePairs.Add"/>, for a number of pairs that is a multiple of eight.</summary>
    public static void Add(
        Span<G1Affine> destination, ReadOnlySpan<int> targets, ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        Span<Lanes> prefixes = stackalloc Lanes[Math.Min(MaxGroups, targets.Length / Lanes.Count)];
        for (var start = 0; start < targets.Length; start += MaxGroups * Lanes.Count)
        {
            var length = Math.Min(MaxGroups * Lanes.Count, targets.Length - start);
            AddChunk(destination, targets.Slice(start, length), source, left.Slice(start, length), right.Slice(start, length), prefixes);
        }
    }

    private static void AddChunk(
        Span<G1Affine> destination,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<G1Affine> source,
        ReadOnlySpan<int> left,
        ReadOnlySpan<int> right,
        Span<Lanes> prefixes)
    {
        ref var points = ref Unsafe.As<G1Affine, byte>(ref MemoryMarshal.GetReference(source));
        ref var sums = ref Unsafe.As<G1Affine, byte>(ref MemoryMarshal.GetReference(destination));
        var product = Field.Broadcast(Fq.One.Form);
        for (var group = 0; group < targets.Length / Lanes.Count; group++)
        {
            prefixes[group] = product;
            LoadAbscissas(ref points, left, right, group, out var p, out var q);
            Denominator(in p, in q, out var denominator);
            Field.Multiply(in product, in denominator, out product);
        }

        Invert(ref product);
        for (var group = (targets.Length / Lanes.Count) - 1; group >= 0; group--)
        {
            LoadAbscissas(ref points, left, right, group, out var p, out var q);
            var exceptional = Denominator(in p, in q, out var denominator);
            Field.Multiply(in product, in prefixes[group], out var inverse);
            Field.Multiply(in product, in denominator, out product);
            AddGroup(ref sums, ref points, targets, left, right, group, in p, in q, ref inverse);
            for (; exceptional != 0; exceptional &= exceptional - 1)
            {
                var k = (group * Lanes.Count) + System.Numerics.BitOperations.TrailingZeroCount(exceptional);
                destination[targets[k]] = (AffinePairs.Load(source, left[k]) + AffinePairs.Load(source, right[k])).ToAffine();
            }
        }
    }

    /// <summary>Chords of one group: slope, x = slope² - x_p - x_q, y = slope·(x_p - x) - y_p.</summary>
    private static void AddGroup(
        ref byte sums,
        ref byte points,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<int> left,
        ReadOnlySpan<int> right,
        int group,
        in Lanes xp,
        in Lanes xq,
        ref Lanes slope)
    {
        Span<nuint> offsets = stackalloc nuint[Lanes.Count];
        ref var ordinates = ref Unsafe.Add(ref points, OrdinateOffset);
        Offsets(left, group, offsets);
        LaneMemory.Gather(ref ordinates, offsets, out var yp);
        yp.NegateWhere(Signs(left, group));
        Offsets(right, group, offsets);
        LaneMemory.Gather(ref ordinates, offsets, out var yq);
        yq.NegateWhere(Signs(right, group));
        Field.Subtract(in yq, in yp, 2, out var difference);
        Field.Multiply(in difference, in slope, out slope);
        Field.Multiply(in slope, in slope, out var x);
        difference = xp;
        difference.Add(in xq);
        Field.Subtract(in x, in difference, 2, out x);
        Field.Canonicalize(ref x);
        Field.Subtract(in xp, in x, 1, out difference);
        Field.Multiply(in slope, in difference, out var y);
        Field.Subtract(in y, in yp, 1, out y);
        Field.Canonicalize(ref y);
        Offsets(targets, group, offsets);
        LaneMemory.Scatter(in x, ref sums, offsets);
        LaneMemory.Scatter(in y, ref Unsafe.Add(ref sums, OrdinateOffset), offsets);
    }

    private static void LoadAbscissas(ref byte points, ReadOnlySpan<int> left, ReadOnlySpan<int> right, int group, out Lanes p, out Lanes q)
    {
        Span<nuint> offsets = stackalloc nuint[Lanes.Count];
        Offsets(left, group, offsets);
        LaneMemory.Gather(ref points, offsets, out p);
        Offsets(right, group, offsets);
        LaneMemory.Gather(ref points, offsets, out q);
    }

    /// <summary>x_q - x_p, below 2p, or one in the exceptional lanes, which are returned. Only infinity has abscissa zero: 3 is not a square.</summary>
    private static uint Denominator(in Lanes p, in Lanes q, out Lanes denominator)
    {
        var exceptional = p.EqualTo(in q) | p.IsZero() | q.IsZero();
        Field.Subtract(in q, in p, 1, out denominator);
        if (exceptional != Vector512<ulong>.Zero)
        {
            denominator.ReplaceWhere(exceptional, Field.Broadcast(Fq.One.Form));
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
    private static void Offsets(ReadOnlySpan<int> indices, int group, Span<nuint> offsets)
    {
        var own = indices.Slice(group * Lanes.Count, Lanes.Count);
        for (var k = 0; k < Lanes.Count; k++)
        {
            var index = own[LaneMemory.LaneOf[k]];
            offsets[k] = (nuint)(index ^ (index >> 31)) * PointBytes;
        }
    }

    /// <summary>All ones in the lanes whose index is negative.</summary>
    private static Vector512<ulong> Signs(ReadOnlySpan<int> indices, int group)
    {
        var own = Vector256.Create(indices.Slice(group * Lanes.Count, Lanes.Count));
        return Avx512F.ConvertToVector512Int64(Avx2.ShiftRightArithmetic(own, 31)).AsUInt64();
    }
}
