using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Fields.Backends;
using Atlas.Runtime.Fields.Backends.Lanes;

namespace Atlas.Runtime.Fields;

/// <summary>
/// A set of kernels for one instruction set. <see cref="Current"/> is the first of <see cref="All"/> that this machine supports, or the one that
/// the environment variable ATLAS_VECTOR names.
/// </summary>
public sealed class VectorBackend
{
    /// <summary>The environment variable that forces a back end.</summary>
    public const string EnvironmentVariable = "ATLAS_VECTOR";

    private static readonly Lazy<VectorBackend> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(EnvironmentVariable)));

    private readonly IFieldKernels? kernels;
    private readonly IPowerKernel? power;

    private VectorBackend(string name, int lanes, string reason, IFieldKernels? kernels = null, IPowerKernel? power = null)
    {
        Name = name;
        Lanes = lanes;
        Reason = reason;
        this.kernels = kernels;
        this.power = power;
    }

    /// <summary>Every back end that is known, fastest first.</summary>
    public static IReadOnlyList<VectorBackend> All { get; } =
    [
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated
            ? InLanes<Backends.EightLanes.VectorUnit, Vector512<ulong>>("avx512", "AVX-512F")
            : new("avx512", 8, "this machine has no AVX-512F, or runs it at half the speed"),
        Avx2.IsSupported
            ? InLanes<Backends.FourLanes.VectorUnit, Vector256<ulong>>("avx2", "AVX2")
            : new("avx2", 4, "this machine has no AVX2"),
        Vector128.IsHardwareAccelerated
            ? InLanes<Backends.TwoLanes.VectorUnit, Vector128<ulong>>("vector128", "any vectors of 128 bits")
            : new("vector128", 2, "this machine has no vectors of 128 bits"),
        new("scalar", 1, "four 64-bit limbs, any machine", new Backends.Scalar.FieldKernels(), new Backends.Scalar.PowerKernel()),
    ];

    /// <summary>The back end in use.</summary>
    /// <exception cref="AtlasConfigurationException">ATLAS_VECTOR names one that does not exist or that the machine lacks.</exception>
    public static VectorBackend Current => Chosen.Value;

    public string Name { get; }

    /// <summary>Elements that it works on at a time.</summary>
    public int Lanes { get; }

    /// <summary>How it computes, or why it cannot be used.</summary>
    public string Reason { get; }

    public bool IsAvailable => kernels is not null;

    internal IFieldKernels Kernels => kernels!;

    internal IPowerKernel Power => power!;

    /// <summary>The back end of a name; the best available one where the name is null or empty.</summary>
    internal static VectorBackend Choose(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return All.First(backend => backend.IsAvailable);
        }

        var choices = string.Join(", ", All.Where(backend => backend.IsAvailable).Select(backend => backend.Name));
        var chosen = All.FirstOrDefault(backend => backend.Name == name)
            ?? throw new AtlasConfigurationException($"{EnvironmentVariable}={name}: no such back end. Available: {choices}.");
        return chosen.IsAvailable
            ? chosen
            : throw new AtlasConfigurationException($"{EnvironmentVariable}={name}: {chosen.Reason}. Available: {choices}.");
    }

    /// <summary>The whole table, one line a back end: which one is in use, and why others are not.</summary>
    public static string Describe() => string.Join(
        '\n', All.Select(backend => $"{(backend == Current ? "in use" : backend.IsAvailable ? "available" : "unavailable"),-11} {backend}"));

    public override string ToString() => $"{Name} ({Reason})";

    private static VectorBackend InLanes<TUnit, TVector>(string name, string instructions)
        where TUnit : struct, IVectorUnit<TVector>
        where TVector : unmanaged =>
        new(name, TUnit.Count, $"{TUnit.Count} lanes of nine 29-bit limbs, {instructions}", new LaneKernels<TUnit, TVector>(), new LanePower<TUnit, TVector>());
}
