using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>The letters of a contraction by role, with their true sizes.</summary>
internal sealed class ContractionShape
{
    public ContractionShape(TensorInfo output, TensorInfo left, TensorInfo right, string pattern)
    {
        Output = output;
        string[] sides = pattern.Split("->"), operands = sides[0].Split(',');
        (LeftLetters, RightLetters, OutputLetters) = (operands[0], operands[1], sides[1]);
        AddSizes(LeftLetters, left);
        AddSizes(RightLetters, right);
        Batch = string.Concat(OutputLetters.Where(x => LeftLetters.Contains(x) && RightLetters.Contains(x)));
        LeftOnly = string.Concat(OutputLetters.Where(x => !RightLetters.Contains(x)));
        RightOnly = string.Concat(OutputLetters.Where(x => !LeftLetters.Contains(x)));
        Inner = string.Concat(LeftLetters.Where(x => RightLetters.Contains(x) && !OutputLetters.Contains(x)));
        Summed = string.Concat(Sizes.Keys.Where(x => !OutputLetters.Contains(x)));
    }

    public TensorInfo Output { get; }

    public string LeftLetters { get; }

    public string RightLetters { get; }

    public string OutputLetters { get; }

    public SortedDictionary<char, int> Sizes { get; } = [];

    /// <summary>Letters of both operands and the output.</summary>
    public string Batch { get; }

    public string LeftOnly { get; }

    public string RightOnly { get; }

    /// <summary>Letters of both operands that the output lacks.</summary>
    public string Inner { get; }

    /// <summary>All letters that the output lacks.</summary>
    public string Summed { get; }

    /// <summary>Terms of one output element.</summary>
    public double Terms => Summed.Aggregate(1.0, (product, x) => product * Sizes[x]);

    public int Count(string letters) => letters.Aggregate(1, (product, x) => checked(product * Sizes[x]));

    public int[] OutputOffsets(string letters) => ContractionOperand.Offsets(Output, OutputLetters, letters, Sizes);

    private void AddSizes(string letters, TensorInfo tensor)
    {
        for (int axis = 0; axis < letters.Length; axis++)
        {
            Sizes[letters[axis]] = tensor.Dimensions[axis];
        }
    }
}
