using System.Numerics;
using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;

namespace Atlas.Soundness.Tests.Malicious;

/// <summary>Lies about integers and messages.</summary>
internal static class Lies
{
    /// <summary>One cell of a tensor is off; everything that reads it follows.</summary>
    public static Tamper InTensor(int tensor, int cell, BigInteger delta) => new()
    {
        Tensor = (id, table) =>
        {
            if (id == tensor)
            {
                table[cell] += delta;
            }

            return table;
        },
    };

    /// <summary>One value of advice is another one.</summary>
    public static Tamper InAdvice(int tensor, int cell, Func<BigInteger, BigInteger> lie) =>
        new() { Advice = (id, at, value) => id == tensor && at == cell ? lie(value) : value };

    /// <summary>The n-th scalar that the prover sends is off.</summary>
    public static Tamper InScalar(int position)
    {
        int seen = 0;
        return new()
        {
            Message = (_, values) =>
            {
                int at = position - seen;
                seen += values.Length;
                if (at >= 0 && at < values.Length)
                {
                    values[at] += Fr.One;
                }

                return values;
            },
        };
    }

    /// <summary>Every message of one label is edited.</summary>
    public static Tamper InMessage(string label, Action<Fr[]> edit) => new()
    {
        Message = (name, values) =>
        {
            if (name == label)
            {
                edit(values);
            }

            return values;
        },
    };
}
