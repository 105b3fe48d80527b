using System.Buffers;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// The prover's side of the opening: folds, their values at z, -z, z², and the two quotients (docs/protocol.md §8). Three multi-scalar products of
/// the row's width, one of them for all folds together.
/// </summary>
internal sealed class HyperKzgProver : IOpeningProver
{
    private readonly OpeningStatement _statement;
    private readonly CommitmentBases _bases;
    private readonly int _threads;
    private readonly int _size;

    /// <summary>f_0, then f_1, …: 2^w', 2^{w'-1}, …, 2 coefficients.</summary>
    private Fr[] _folds;

    private Fr[] _scratch;
    private Fr[] _batched;
    private Fr[] _quotient;
    private Fr[] _values = [];
    private Fr[] _interpolant = [];
    private Fr _z;

    /// <param name="statement">What is opened.</param>
    /// <param name="bases">What commitments are made with.</param>
    /// <param name="cells">f_0, 2^w' values.</param>
    /// <param name="threads">Number of threads.</param>
    public HyperKzgProver(OpeningStatement statement, CommitmentBases bases, ReadOnlySpan<Fr> cells, int threads)
    {
        _statement = statement;
        _bases = bases;
        _threads = threads;
        _size = cells.Length;
        _folds = Rent(2 * _size);
        _scratch = Rent(2 * _size);
        _batched = Rent(_size);
        _quotient = Rent(_size);
        cells.CopyTo(_folds);
        for (int i = 0; i + 1 < statement.LogWidth; i++)
        {
            Kernels.FoldInterleaved(Fold(i + 1), Fold(i), statement.Rho[i]);
        }
    }

    public G1Affine[] Folds() => _bases.Commit(
        [.. Enumerable.Range(1, _statement.LogWidth - 1).Select(i => (ReadOnlyMemory<Fr>)_folds.AsMemory(StartOf(i), _size >> i))], _threads);

    public Fr[] Values(Fr z)
    {
        _z = z;
        _values = new Fr[3 * _statement.LogWidth];
        WritePowers(z.Square(), _scratch.AsSpan(0, _size));
        StaticPartition.For(Math.Min(_threads, 2), 2, (start, end, _) =>
        {
            for (int part = start; part < end; part++)
            {
                for (int i = 0; i < _statement.LogWidth; i++)
                {
                    Evaluate(i, atSquare: part == 0);
                }
            }
        });
        return _values;
    }

    public G1Affine Quotient(Fr q)
    {
        Span<Fr> batched = _batched.AsSpan(0, _size);
        Fold(0).CopyTo(batched);
        Fr power = q;
        for (int i = 1; i < _statement.LogWidth; i++, power *= q)
        {
            Kernels.MultiplyAdd(batched[..(_size >> i)], Fold(i), power);
        }

        _interpolant = Opening.Interpolant(_values, _z, q);
        Span<Fr> quotient = _quotient.AsSpan(0, _size);
        batched.CopyTo(quotient);
        for (int i = 0; i < Math.Min(3, _size); i++)
        {
            quotient[i] -= _interpolant[i];
        }

        // (X² - z²)·(X - z²)
        DivideByRoot(quotient, _z.Square(), step: 2);
        DivideByRoot(quotient, _z.Square(), step: 1);
        return _bases.Commit([_quotient.AsMemory(0, _size)], _threads)[0];
    }

    public G1Affine Witness(Fr y)
    {
        Span<Fr> batched = _batched.AsSpan(0, _size);
        Kernels.MultiplyAdd(batched, _quotient.AsSpan(0, _size), -Opening.Vanishing(_z, y));
        batched[0] -= RoundPolynomial.Horner(_interpolant, y);
        DivideByRoot(batched, y, step: 1);
        G1Affine witness = _bases.Commit([_batched.AsMemory(0, _size)], _threads)[0];
        foreach (Fr[] array in (Fr[][])[_folds, _scratch, _batched, _quotient])
        {
            ArrayPool<Fr>.Shared.Return(array);
        }

        _folds = _scratch = _batched = _quotient = [];
        return witness;
    }

    private static Fr[] Rent(int length) => ArrayPool<Fr>.Shared.Rent(length);

    private int StartOf(int fold) => (2 * _size) - (2 * _size >> fold);

    private Span<Fr> Fold(int i) => _folds.AsSpan(StartOf(i), _size >> i);

    /// <summary>f_i(z²), or f_i(z) and f_i(-z) from the even and the odd coefficients' values at z².</summary>
    private void Evaluate(int i, bool atSquare)
    {
        ReadOnlySpan<Fr> f = Fold(i), powers = _scratch.AsSpan(0, f.Length);
        if (atSquare)
        {
            _values[(3 * i) + 2] = Kernels.InnerProduct(f, powers);
            return;
        }

        int half = f.Length / 2;
        Span<Fr> even = _scratch.AsSpan(_size, half), odd = _scratch.AsSpan(_size + half, half);
        for (int j = 0; j < half; j++)
        {
            even[j] = f[2 * j];
            odd[j] = f[(2 * j) + 1];
        }

        Fr e = Kernels.InnerProduct(even, powers[..half]), o = _z * Kernels.InnerProduct(odd, powers[..half]);
        _values[3 * i] = e + o;
        _values[(3 * i) + 1] = e - o;
    }

    private static void WritePowers(Fr x, Span<Fr> powers)
    {
        powers[0] = Fr.One;
        Fr step = x;
        for (int size = 1; size < powers.Length; size *= 2, step = step.Square())
        {
            Kernels.MultiplyScalar(powers.Slice(size, size), powers[..size], step);
        }
    }

    /// <summary>Divides in place by X^step - root; the remainder is dropped, the top coefficients become zero.</summary>
    private static void DivideByRoot(Span<Fr> polynomial, Fr root, int step)
    {
        for (int i = polynomial.Length - 1 - step; i >= step; i--)
        {
            polynomial[i] += root * polynomial[i + step];
        }

        polynomial[step..].CopyTo(polynomial);
        polynomial[^step..].Clear();
    }
}
