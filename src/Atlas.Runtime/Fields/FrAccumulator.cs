using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>
/// Σ k_i·a_i for signed integers k_i and field elements a_i, without any reduction until the end. Capacity: 2^62 terms.
/// Positive and negative terms are summed apart, and every word's overflows are counted instead of carried, so a product costs four
/// 64-bit multiplications and no carry chain through the sum.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct FrAccumulator
{
    private Sum positive;
    private Sum negative;

    /// <summary>Adds a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Fr a) => positive.Add(a.Form.L0, a.Form.L1, a.Form.L2, a.Form.L3);

    /// <summary>Subtracts a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Subtract(in Fr a) => negative.Add(a.Form.L0, a.Form.L1, a.Form.L2, a.Form.L3);

    /// <summary>Adds k·a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(in Fr a, long k)
    {
        // The sign selects an address and not a branch: signs of weights and differences are as good as random.
        var sign = k >> 63;
        Unsafe.Add(ref positive, (nint)(-sign)).AddProduct(in a, (ulong)((k ^ sign) - sign));
    }

    /// <summary>Adds k·a.</summary>
    public void AddProduct(in Fr a, Int128 k)
    {
        var magnitude = (UInt128)(k < 0 ? -k : k);
        ref var sum = ref Unsafe.Add(ref positive, k < 0 ? 1 : 0);
        sum.AddProduct(in a, (ulong)magnitude);
        sum.AddProductHigh(in a, (ulong)(magnitude >> 64));
    }

    /// <summary>The sum as a field element. The accumulator keeps its value.</summary>
    public readonly Fr Reduce() => positive.Reduce() - negative.Reduce();

    /// <summary>Σ_j word_j·2^(64j) + overflow_j·2^(64(j+1)), a sum of Montgomery forms times unsigned integers.</summary>
    private struct Sum
    {
        private ulong word0, word1, word2, word3, word4, word5;
        private ulong overflow0, overflow1, overflow2, overflow3, overflow4, overflow5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong w0, ulong w1, ulong w2, ulong w3)
        {
            Add(ref word0, ref overflow0, w0);
            Add(ref word1, ref overflow1, w1);
            Add(ref word2, ref overflow2, w2);
            Add(ref word3, ref overflow3, w3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void AddProduct(in Fr a, ulong k)
        {
            Product(in a, k, out var w0, out var w1, out var w2, out var w3, out var w4);
            Add(w0, w1, w2, w3);
            Add(ref word4, ref overflow4, w4);
        }

        /// <summary>Adds k·2^64·a.</summary>
        public void AddProductHigh(in Fr a, ulong k)
        {
            Product(in a, k, out var w1, out var w2, out var w3, out var w4, out var w5);
            Add(ref word1, ref overflow1, w1);
            Add(ref word2, ref overflow2, w2);
            Add(ref word3, ref overflow3, w3);
            Add(ref word4, ref overflow4, w4);
            Add(ref word5, ref overflow5, w5);
        }

        public readonly Fr Reduce()
        {
            ulong carry = 0;
            var w1 = Wide.Add(word1, overflow0, ref carry);
            var w2 = Wide.Add(word2, overflow1, ref carry);
            var w3 = Wide.Add(word3, overflow2, ref carry);
            var w4 = Wide.Add(word4, overflow3, ref carry);
            var w5 = Wide.Add(word5, overflow4, ref carry);
            return Fr.FromWideForm(new UInt256(word0, w1, w2, w3), new UInt256(w4, w5, overflow5 + carry, 0));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Product(in Fr a, ulong k, out ulong w0, out ulong w1, out ulong w2, out ulong w3, out ulong w4)
        {
            var form = a.Form;
            var high = Wide.MultiplyHigh(k, form.L0);
            w0 = k * form.L0;
            w1 = Wide.MultiplyAdd(k, form.L1, high, out high);
            w2 = Wide.MultiplyAdd(k, form.L2, high, out high);
            w3 = Wide.MultiplyAdd(k, form.L3, high, out w4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add(ref ulong word, ref ulong overflow, ulong value)
        {
            var sum = word + value;
            overflow += sum < value ? 1UL : 0;
            word = sum;
        }
    }
}
