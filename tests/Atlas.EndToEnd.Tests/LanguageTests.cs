using Atlas.Samples.Language;

namespace Atlas.EndToEnd.Tests;

public sealed class LanguageTests
{
    [Fact]
    public void Alphabet_Shakespeare_RoundTripsAndRefusesOthers()
    {
        const string Text = "ROMEO:\nWhat's here?";

        Assert.Equal(65, Alphabet.Shakespeare.Count);
        Assert.Equal(Text, Alphabet.Shakespeare.Decode(Alphabet.Shakespeare.Encode(Text)));
        Assert.Throws<FormatException>(() => Alphabet.Shakespeare.Encode("naïve"));
    }

    [Fact]
    public void Alphabet_Letters_FoldsCaseAndOthers()
    {
        Assert.Equal(27, Alphabet.Letters.Count);
        Assert.Equal([0, 25, 26, 26], Alphabet.Letters.Encode("aZ. "));
    }

    [Fact]
    public void Window_ShorterText_IsPaddedOnTheRight()
    {
        Assert.Equal([1, 2, 0, 0], Alphabet.Letters.Window("bc", 4));
        Assert.Throws<FormatException>(() => Alphabet.Letters.Window("abcde", 4));
    }

    [Fact]
    public void Next_Tie_LowestToken()
    {
        Assert.Equal(1, GreedyDecoding.Next([0, 0, 0, -5, 7, 7], symbols: 3, position: 1));
    }

    [Fact]
    public void FirstDeviation_WrongToken_IsFound()
    {
        long[] logits = [0, 1, 1, 0, 0, 9];

        Assert.Equal(-1, GreedyDecoding.FirstDeviation(logits, 2, [0, 1, 0], 1, 3));
        Assert.Equal(2, GreedyDecoding.FirstDeviation(logits, 2, [0, 1, 1], 1, 3));
    }
}
