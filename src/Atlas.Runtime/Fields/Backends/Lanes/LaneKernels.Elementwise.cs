using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>One loop for all element-wise kernels that multiply; the operation is a type, so that the compiler makes one loop of each.</summary>
internal sealed unsafe partial class LaneKernels<TUnit, TVector>
{
    /// <summary>What is done to lanes: X of the workspace, below p and normalised, becomes the result, normalised and below 4p or 2p.</summary>
    private interface IOperation
    {
        /// <summary>Does it take Y?</summary>
        static abstract bool IsBinary { get; }

        static abstract bool IsBelowTwoP { get; }

        static abstract void Apply(ref Workspace work);
    }

    /// <summary>Returns how many elements are done: all but the rest that does not fill the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Apply<TOperation>(Span<Fr> destination, ReadOnlySpan<Fr> a, ReadOnlySpan<Fr> b, in Fr scalar)
        where TOperation : struct, IOperation
    {
        var memory = stackalloc byte[AlignedStack.Bytes<Workspace>()];
        ref var work = ref *AlignedStack.Align<Workspace>(memory);
        work.Scalar = new(in scalar);
        var i = 0;
        for (; i + Count <= destination.Length; i += Count)
        {
            Load(in At(a, i), out work.X);
            if (TOperation.IsBinary)
            {
                Load(in At(b, i), out work.Y);
            }

            TOperation.Apply(ref work);
            if (TOperation.IsBelowTwoP)
            {
                StoreBelowTwoP(in work.X, ref At<Fr>(destination, i));
            }
            else
            {
                StoreBelowFourP(in work.X, ref At<Fr>(destination, i));
            }
        }

        return i;
    }

    private struct Workspace
    {
        public LaneElements<TVector> X, Y;

        public ScalarFactor Scalar;
    }

    /// <summary>A factor of all elements. A challenge v·2^-145 has a form whose four lowest limbs are zero, and costs fewer rounds.</summary>
    private readonly struct ScalarFactor(in Fr scalar)
    {
        private readonly LaneElements<TVector> value = Broadcast(scalar.Form);
        private readonly bool isChallenge = scalar.Form.L0 == 0 && (scalar.Form.L1 << 12) == 0;

        /// <summary>x is multiplied in place.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Multiply(ref LaneElements<TVector> x)
        {
            if (isChallenge)
            {
                MultiplyByChallenge(in x, in value, out x);
            }
            else
            {
                LaneArithmetic<TUnit, TVector, FrModulus>.Multiply(in x, in value, out x);
            }
        }
    }

    private readonly struct Product : IOperation
    {
        public static bool IsBinary => true;

        public static bool IsBelowTwoP => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(ref Workspace work) => Multiply(in work.X, in work.Y, out work.X);
    }

    private readonly struct Multiple : IOperation
    {
        public static bool IsBinary => false;

        public static bool IsBelowTwoP => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(ref Workspace work) => work.Scalar.Multiply(ref work.X);
    }

    private readonly struct SumWithMultiple : IOperation
    {
        public static bool IsBinary => true;

        public static bool IsBelowTwoP => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(ref Workspace work)
        {
            work.Scalar.Multiply(ref work.X);
            Add(in work.X, in work.Y, out work.X);
        }
    }

    /// <summary>X + scalar·(Y - X).</summary>
    private readonly struct Line : IOperation
    {
        public static bool IsBinary => true;

        public static bool IsBelowTwoP => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Apply(ref Workspace work)
        {
            Subtract(in work.Y, in work.X, in Constants->P, out work.Y);
            work.Scalar.Multiply(ref work.Y);
            Add(in work.X, in work.Y, out work.X);
        }
    }
}
