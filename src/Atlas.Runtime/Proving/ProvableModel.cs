using Atlas.Runtime.Model;

namespace Atlas.Runtime.Proving;

/// <summary>A compiled model with what only a prover needs: the integer forward pass and the constants. Emitted per model.</summary>
/// <param name="Model">The public part.</param>
/// <param name="Forward">Computes every tensor and every site's digits, inputs to outputs.</param>
/// <param name="LoadConstants">Sets every constant tensor.</param>
public sealed record ProvableModel(CompiledModel Model, Action<Witness> Forward, Action<ConstantStore> LoadConstants);
