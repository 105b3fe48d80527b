using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// What a prover needs besides the generated code: the reference string, the model's integer constants, and the verifying key with their commitments. A deterministic function of (ONNX file, options,
/// reference string). On disk it is the verifying key: the rest is recomputed from the ONNX file, whose digest the generated code checks.
/// </summary>
public sealed class ProvingKey
{
    private readonly long[][] _polynomials;

    private ProvingKey(ProvableModel model, Srs srs, ConstantStore constants, long[][] polynomials, VerifyingKey verifying)
    {
        Model = model;
        Srs = srs;
        Constants = constants;
        _polynomials = polynomials;
        Verifying = verifying;
    }

    public ProvableModel Model { get; }

    public Srs Srs { get; }

    public VerifyingKey Verifying { get; }

    internal ConstantStore Constants { get; }

    /// <summary>Commits to the model's constants.</summary>
    /// <exception cref="AtlasKeyException">The reference string is shorter than the model's commitment width.</exception>
    public static ProvingKey Setup(ProvableModel model, Srs srs, int threads = 0, CancellationToken cancellation = default)
    {
        (ConstantStore constants, long[][] polynomials) = LoadConstants(model, srs);
        CompiledModel compiled = model.Model;
        var commitments = new G1Affine[polynomials.Length][];
        for (int p = 0; p < commitments.Length; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            commitments[p] = ConstantCommitter.Commit(srs, compiled.LogWidth, compiled.Polynomials[p], polynomials[p], ProverOptions.Workers(threads));
        }

        var verifying = new VerifyingKey(compiled.Name, Convert.FromHexString(compiled.PlanDigest), compiled.LogWidth, srs.Kind, srs.TauG2, commitments);
        return new ProvingKey(model, srs, constants, polynomials, verifying);
    }

    /// <summary>Reads a key that <see cref="Save"/> wrote for the same model and reference string.</summary>
    /// <exception cref="AtlasKeyException">The file is damaged, or belongs to another model, plan or reference string.</exception>
    public static ProvingKey Load(ProvableModel model, Srs srs, string path) => FromVerifyingKey(model, srs, VerifyingKey.Decode(ReadFile(path)), path);

    /// <summary>Writes the key, all of it or nothing.</summary>
    public void Save(string path) => Verifying.Save(path);

    /// <summary>The 2^variables integers of a committed polynomial.</summary>
    internal ReadOnlySpan<long> PolynomialCells(int polynomial) => _polynomials[polynomial];

    private static ProvingKey FromVerifyingKey(ProvableModel model, Srs srs, VerifyingKey key, string path)
    {
        CompiledModel compiled = model.Model;
        bool matches = key.ModelName == compiled.Name
            && key.PlanDigest.AsSpan().SequenceEqual(Convert.FromHexString(compiled.PlanDigest))
            && key.LogWidth == compiled.LogWidth
            && key.Polynomials.Length == compiled.Polynomials.Length
            && key.Polynomials.Zip(compiled.Polynomials).All(pair => pair.First.Length == pair.Second.RowCount(compiled.LogWidth));
        if (!matches)
        {
            throw new AtlasKeyException($"The key '{path}' is not for this build of the model '{compiled.Name}' (plan {compiled.PlanDigest}). Run Setup again.");
        }

        if (key.SrsKind != srs.Kind || key.TauG2 != srs.TauG2)
        {
            throw new AtlasKeyException($"The key '{path}' was made from another reference string than '{srs.Name}'.");
        }

        (ConstantStore constants, long[][] polynomials) = LoadConstants(model, srs);
        return new ProvingKey(model, srs, constants, polynomials, key);
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AtlasKeyException($"The key '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static (ConstantStore Constants, long[][] Polynomials) LoadConstants(ProvableModel model, Srs srs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(srs);
        CompiledModel compiled = model.Model;
        if (srs.LogSize < compiled.LogWidth)
        {
            throw new AtlasKeyException($"{compiled.Name} commits in rows of 2^{compiled.LogWidth} cells; '{srs.Name}' has 2^{srs.LogSize} powers.");
        }

        ConstantStore constants = ConstantStore.Load(model);
        long[][] polynomials = [.. compiled.Polynomials.Select(static p => new long[1 << p.Variables])];
        foreach (ConstantSlot slot in compiled.Constants)
        {
            IntegerTensor tensor = constants[slot.Tensor];
            tensor.Cells.CopyTo(polynomials[slot.Polynomial].AsSpan(slot.Block * slot.Tensor.PaddedSize));
        }

        return (constants, polynomials);
    }
}
