namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>Arrays of a recurrent node with the batch in its inner place; without lengths all sequences are whole.</summary>
internal sealed record RecurrentInputs(double[] X, double[] Weights, double[] Recurrent, double[] Bias, long[]? Lengths, double[][] Initial);
