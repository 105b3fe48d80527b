namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>
/// One step of a recurrent network for one example, in place: <paramref name="input"/> is W·x + Wb and
/// <paramref name="recurrent"/> is R·h + Rb, gate after gate, <paramref name="states"/> are h and, in an LSTM, c.
/// </summary>
internal delegate void Cell(ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, double[][] states);
