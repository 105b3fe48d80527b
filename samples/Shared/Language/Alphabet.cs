namespace Atlas.Samples.Language;

/// <summary>Text as token ids: a token is the position of a character in the alphabet that the model was trained with.</summary>
public sealed class Alphabet
{
    private readonly string _symbols;
    private readonly bool _foldsOthers;

    private Alphabet(string symbols, bool foldsOthers)
    {
        _symbols = symbols;
        _foldsOthers = foldsOthers;
    }

    /// <summary>The 65 characters of nanogpt and minigpt.</summary>
    public static Alphabet Shakespeare { get; } = new("\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", foldsOthers: false);

    /// <summary>The 27 symbols of microgpt: a to z without regard to case, then one for everything else, shown as a space.</summary>
    public static Alphabet Letters { get; } = new("abcdefghijklmnopqrstuvwxyz ", foldsOthers: true);

    public int Count => _symbols.Length;

    /// <exception cref="FormatException">A character is not in the alphabet.</exception>
    public long[] Encode(string text)
    {
        var tokens = new long[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            int token = _symbols.IndexOf(_foldsOthers ? char.ToLowerInvariant(text[i]) : text[i], StringComparison.Ordinal);
            if (token < 0 && !_foldsOthers)
            {
                throw new FormatException($"The model's alphabet has no '{text[i]}' (character {i} of the text).");
            }

            tokens[i] = token < 0 ? _symbols.Length - 1 : token;
        }

        return tokens;
    }

    public string Decode(ReadOnlySpan<long> tokens)
    {
        var characters = new char[tokens.Length];
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = _symbols[(int)tokens[i]];
        }

        return new string(characters);
    }

    /// <summary>The text's tokens, padded on the right with token 0 to the model's length; a causal model's rows do not depend on what follows them.</summary>
    public long[] Window(string text, int length)
    {
        long[] tokens = Encode(text);
        if (tokens.Length > length)
        {
            throw new FormatException($"The text has {tokens.Length} characters; the model reads {length}.");
        }

        Array.Resize(ref tokens, length);
        return tokens;
    }
}
