using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Fields.Backends;

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

    private VectorBackend(string name, string reason, IFieldKernels? kernels)
    {
        Name = name;
        Reason = reason;
        this.kernels = kernels;
    }

    /// <summary>Every back end that is known, fastest first.</summary>
    public static IReadOnlyList<VectorBackend> All { get; } =
    [
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated
            ? new("avx512", "eight lanes, nine 29-bit limbs, vpmuludq", new Backends.Avx512.FieldKernels())
            : new("avx512", "this machine has no AVX-512F", null),
        new("avx2", "not built yet", null),
        new("neon", "not built yet", null),
        new("scalar", "four 64-bit limbs, any machine", new Backends.Scalar.FieldKernels()),
    ];

    /// <summary>The back end in use.</summary>
    /// <exception cref="AtlasConfigurationException">ATLAS_VECTOR names one that does not exist, is not built, or that the machine lacks.</exception>
    public static VectorBackend Current => Chosen.Value;

    public string Name { get; }

    /// <summary>How it computes, or why it cannot be used.</summary>
    public string Reason { get; }

    public bool IsAvailable => kernels is not null;

    internal IFieldKernels Kernels => kernels!;

    /// <summary>May code use <see cref="Backends.Avx512"/>?</summary>
    internal bool IsAvx512 => kernels is Backends.Avx512.FieldKernels;

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

    public override string ToString() => $"{Name} ({Reason})";
}
