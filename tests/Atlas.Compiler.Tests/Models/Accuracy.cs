using System.Numerics;
using Atlas.Compiler.Interpretation;
using Atlas.Compiler.Plan;
using Atlas.Testing;

namespace Atlas.Compiler.Tests.Models;

/// <summary>Agreement of a plan's integers with a model's float outputs on its evaluation set, by the rules of docs/semantics.md.</summary>
public sealed record Accuracy(double MeanCosine, double LeastCosine, double LargestError, int Rows, int DecidedRows, int AgreeingRows)
{
    public double TopOneAgreement => DecidedRows == 0 ? 1 : (double)AgreeingRows / DecidedRows;

    public static Accuracy Measure(SampleModel model, ProofPlan plan, int samples)
    {
        var interpreter = new PlanInterpreter(plan, _ => model.ReadOnnx());
        NpyArray inputs = model.ReadEvaluation("inputs"), outputs = model.ReadEvaluation("outputs");
        int inputLength = inputs.Values.Length / (int)inputs.Shape[0], outputLength = outputs.Values.Length / (int)outputs.Shape[0], width = (int)outputs.Shape[^1];
        PlanTensor input = plan.Tensors[plan.Inputs[0].Tensor], output = plan.Tensors[plan.Outputs[0].Tensor];
        var rows = new List<(double[] Expected, double[] Actual)>();
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<double> values = inputs.Values.AsSpan(sample * inputLength, inputLength);
            interpreter.Run([.. values.ToArray().Select(v => (long)Math.Floor(v * Math.Pow(2, input.ScaleBits) + 0.5))]);
            BigInteger[] integers = interpreter.ValuesOf(output.Id);
            double[] actual = [.. integers.Select(v => (double)v * Math.Pow(2, -output.ScaleBits))];
            for (int row = 0; row < outputLength / width; row++)
            {
                rows.Add((outputs.Values[(sample * outputLength + row * width)..][..width], actual[(row * width)..][..width]));
            }
        }

        return Compare(rows);
    }

    private static Accuracy Compare(List<(double[] Expected, double[] Actual)> rows)
    {
        double[] cosines = [.. rows.Select(static r => Cosine(r.Expected, r.Actual))];
        double largest = rows.Max(static r => r.Expected.Zip(r.Actual, static (a, b) => Math.Abs(a - b)).Max());
        var decided = rows.Where(r => Margin(r.Expected) > 2 * largest).ToList();
        return new(cosines.Average(), cosines.Min(), largest, rows.Count, decided.Count, decided.Count(static r => ArgMax(r.Expected) == ArgMax(r.Actual)));
    }

    private static double Cosine(double[] a, double[] b)
    {
        double dot = a.Zip(b, static (x, y) => x * y).Sum(), norms = Math.Sqrt(a.Sum(static x => x * x) * b.Sum(static x => x * x));
        return norms == 0 ? 1 : dot / norms;
    }

    private static double Margin(double[] row)
    {
        double[] sorted = [.. row.OrderDescending()];
        return sorted[0] - sorted[1];
    }

    private static int ArgMax(double[] row) => Array.IndexOf(row, row.Max());
}
