using System.Collections.Immutable;
using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>The activations of recurrent operators, by name, applied to values that <c>clip</c> has bounded.</summary>
internal static class RecurrentActivation
{
    /// <summary>The functions of all directions, one direction after the other; <paramref name="defaults"/> are those of one.</summary>
    public static Func<double, double>[] Of(NodeContext node, int directions, string[] defaults)
    {
        ImmutableArray<string> names = node.Attributes.GetStrings("activations") ?? [.. Enumerable.Range(0, directions).SelectMany(_ => defaults)];
        if (names.Length != directions * defaults.Length)
        {
            throw node.Error($"{names.Length} activations", $"{defaults.Length} for each of {directions} directions are needed");
        }

        // Constants are listed for those activations only that take some.
        var alphas = new Queue<double>(node.Attributes.GetFloats("activation_alpha") ?? []);
        var betas = new Queue<double>(node.Attributes.GetFloats("activation_beta") ?? []);
        double clip = node.Attributes.GetFloat("clip", double.PositiveInfinity);
        return [.. names.Select(name => Clipped(Function(node, name, alphas, betas), clip))];
    }

    private static Func<double, double> Clipped(Func<double, double> function, double clip) =>
        double.IsInfinity(clip) ? function : x => function(Math.Min(Math.Max(x, -clip), clip));

    private static Func<double, double> Function(NodeContext node, string name, Queue<double> alphas, Queue<double> betas)
    {
        double Next(Queue<double> given, double otherwise) => given.Count > 0 ? given.Dequeue() : otherwise;
        double alpha, beta;
        switch (name.ToUpperInvariant())
        {
            case "SIGMOID":
                return SpecialFunctions.Sigmoid;
            case "TANH":
                return Math.Tanh;
            case "RELU":
                return static x => Math.Max(x, 0);
            case "SOFTSIGN":
                return static x => x / (1 + Math.Abs(x));
            case "SOFTPLUS":
                return SpecialFunctions.Softplus;
            case "AFFINE":
                (alpha, beta) = (Next(alphas, 1), Next(betas, 0));
                return x => alpha * x + beta;
            case "SCALEDTANH":
                (alpha, beta) = (Next(alphas, 1), Next(betas, 1));
                return x => alpha * Math.Tanh(beta * x);
            case "HARDSIGMOID":
                (alpha, beta) = (Next(alphas, 0.2f), Next(betas, 0.5));
                return x => Math.Min(Math.Max(alpha * x + beta, 0), 1);
            case "LEAKYRELU":
                alpha = Next(alphas, 0.01f);
                return x => x < 0 ? alpha * x : x;
            case "THRESHOLDEDRELU":
                alpha = Next(alphas, 1);
                return x => x > alpha ? x : 0;
            case "ELU":
                alpha = Next(alphas, 1);
                return x => x < 0 ? alpha * (Math.Exp(x) - 1) : x;
            default:
                throw node.Error(
                    $"activation '{name}'",
                    "supported are Sigmoid, Tanh, Relu, Softsign, Softplus, Affine, ScaledTanh, HardSigmoid, LeakyRelu, ThresholdedRelu and Elu");
        }
    }
}
