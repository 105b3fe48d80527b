using Atlas.Runtime.Model;

namespace Atlas.Runtime.Keys;

/// <summary>Whether a key belongs to a compiled model: asked by a prover that loads a cached key and by a verifier that is given one.</summary>
public static class KeyMatch
{
    /// <summary>What a verifying key has that the model has not, as the end of "the key ..."; null if it is the model's.</summary>
    public static string? Fault(VerifyingKey key, CompiledModel model)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(model);
        if (key.ModelName != model.Name)
        {
            return $"is for the model '{key.ModelName}', not for '{model.Name}'";
        }

        string plan = Convert.ToHexString(key.PlanDigest);
        if (!string.Equals(plan, model.PlanDigest, StringComparison.OrdinalIgnoreCase))
        {
            return $"is for the plan {plan}, this code was generated from {model.PlanDigest}; run Setup again";
        }

        if (key.LogWidth != model.LogWidth || key.Polynomials.Length != model.Polynomials.Length)
        {
            return $"has {key.Polynomials.Length} polynomials of width 2^{key.LogWidth}, the model {model.Polynomials.Length} of 2^{model.LogWidth}";
        }

        for (int p = 0; p < key.Polynomials.Length; p++)
        {
            int rows = model.Polynomials[p].RowCount(model.LogWidth);
            if (key.Polynomials[p].Length != rows)
            {
                return $"has {key.Polynomials[p].Length} rows of the polynomial {model.Polynomials[p].Name}, the model has {rows}";
            }
        }

        return null;
    }
}
