namespace Atlas.Samples.Language;

/// <summary>The next token is the one with the largest logit; ties go to the lowest. Logits are integers, rows of one logit per symbol.</summary>
public static class GreedyDecoding
{
    /// <summary>The token that follows position <paramref name="position"/>.</summary>
    public static int Next(ReadOnlySpan<long> logits, int symbols, int position)
    {
        ReadOnlySpan<long> row = logits.Slice(position * symbols, symbols);
        int best = 0;
        for (int token = 1; token < symbols; token++)
        {
            best = row[token] > row[best] ? token : best;
        }

        return best;
    }

    /// <summary>The first position in [<paramref name="start"/>, <paramref name="end"/>) whose token is not the greedy choice of the row before it; -1 if there is none.</summary>
    public static int FirstDeviation(ReadOnlySpan<long> logits, int symbols, ReadOnlySpan<long> tokens, int start, int end)
    {
        for (int position = start; position < end; position++)
        {
            if (Next(logits, symbols, position - 1) != tokens[position])
            {
                return position;
            }
        }

        return -1;
    }
}
