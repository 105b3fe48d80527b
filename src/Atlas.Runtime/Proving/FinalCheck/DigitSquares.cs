using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>The matrix X(i, j) = Σ_e eq(s_e,e)·P(i,e)·P(j,e) over the even digits of a site, or the odd ones, while digit variables are bound.</summary>
internal sealed class DigitSquares
{
    private readonly Fr[] _matrix;
    private int _size;

    /// <param name="matrix">X with a diagonal of zeros; owned.</param>
    /// <param name="diagonal">Σ_e eq(s_e,e)·P(c,e)² for all digits.</param>
    /// <param name="first">The first of this matrix' digits.</param>
    /// <param name="step">Distance to the next.</param>
    public DigitSquares(Fr[] matrix, ReadOnlySpan<Fr> diagonal, int first, int step)
    {
        _matrix = matrix;
        _size = diagonal.Length / step;
        for (int i = 0; i < _size; i++)
        {
            _matrix[(i * _size) + i] = diagonal[first + (i * step)];
        }
    }

    /// <summary>X(0, 0): all that is left once one digit is.</summary>
    public Fr Value => _matrix[0];

    public Fr Diagonal(int i) => _matrix[(i * _size) + i];

    /// <summary>Adds Σ_i w_i·X(i, i), Σ_i w_i·X(i, half + i), Σ_i w_i·X(half + i, half + i) with w_i = weights[2i + parity].</summary>
    public void AddHalves(ReadOnlySpan<Fr> weights, int parity, ref Fr s00, ref Fr s01, ref Fr s11)
    {
        int half = _size / 2;
        for (int i = 0; i < half; i++)
        {
            Fr weight = weights[(2 * i) + parity];
            s00 += weight * _matrix[(i * _size) + i];
            s01 += weight * _matrix[(i * _size) + half + i];
            s11 += weight * _matrix[((half + i) * _size) + half + i];
        }
    }

    /// <summary>Binds the leading variable of both indices.</summary>
    public void Bind(Fr r)
    {
        int size = _size, half = size / 2;
        Span<Fr> matrix = _matrix;
        Kernels.Fold(matrix[..(half * size)], matrix[..(half * size)], matrix[(half * size)..(size * size)], r);
        for (int i = 0; i < half; i++)
        {
            Kernels.Fold(matrix.Slice(i * half, half), matrix.Slice(i * size, half), matrix.Slice((i * size) + half, half), r);
        }

        _size = half;
    }
}
