using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// The prover's side of the opening: folds, their values at z, -z, z², and the two quotients (docs/protocol.md §8). Three multi-scalar products of
/// the row's width.
/// </summary>
internal sealed class HyperKzgProver : IOpeningProver
{
    private readonly OpeningStatement _statement;
    private readonly Srs _srs;
    private readonly int _threads;
    private readonly Fr[][] _folds;
    private Fr[] _values = [];
    private Fr _z;
    private Fr[] _batched = [];
    private Fr[] _quotient = [];
    private Fr[] _interpolant = [];

    /// <param name="statement">What is opened.</param>
    /// <param name="srs">Powers of τ.</param>
    /// <param name="cells">f_0, 2^w' values.</param>
    /// <param name="threads">Number of threads.</param>
    public HyperKzgProver(OpeningStatement statement, Srs srs, Fr[] cells, int threads)
    {
        _statement = statement;
        _srs = srs;
        _threads = threads;
        _folds = new Fr[statement.LogWidth][];
        _folds[0] = cells;
        for (int i = 0; i + 1 < _folds.Length; i++)
        {
            (Fr[] even, Fr[] odd) = Split(_folds[i]);
            Kernels.Fold(even, even, odd, statement.Rho[i]);
            _folds[i + 1] = even;
        }
    }

    public G1Affine[] Folds() => [.. _folds.Skip(1).Select(Commit)];

    public Fr[] Values(Fr z)
    {
        _z = z;
        Fr square = z.Square();
        Fr[] powers = PowersOf(square, _folds[0].Length);
        _values = new Fr[3 * _folds.Length];
        StaticPartition.For(Math.Min(_threads, 2), 2, (start, end, _) =>
        {
            for (int part = start; part < end; part++)
            {
                for (int i = 0; i < _folds.Length; i++)
                {
                    Evaluate(i, part == 0, powers);
                }
            }
        });
        return _values;

        void Evaluate(int i, bool atSquare, Fr[] table)
        {
            Fr[] f = _folds[i];
            if (atSquare)
            {
                _values[(3 * i) + 2] = Kernels.InnerProduct(f, table.AsSpan(0, f.Length));
                return;
            }

            (Fr[] even, Fr[] odd) = Split(f);
            Fr e = Kernels.InnerProduct(even, table.AsSpan(0, even.Length)), o = z * Kernels.InnerProduct(odd, table.AsSpan(0, odd.Length));
            _values[3 * i] = e + o;
            _values[(3 * i) + 1] = e - o;
        }
    }

    public G1Affine Quotient(Fr q)
    {
        _batched = [.. _folds[0], .. new Fr[Math.Max(0, 3 - _folds[0].Length)]];
        Fr power = q;
        for (int i = 1; i < _folds.Length; i++, power *= q)
        {
            var scaled = new Fr[_folds[i].Length];
            Kernels.MultiplyScalar(scaled, _folds[i], power);
            Kernels.Add(_batched.AsSpan(0, scaled.Length), _batched.AsSpan(0, scaled.Length), scaled);
        }

        _interpolant = Opening.Interpolant(_values, _z, q);
        Fr[] quotient = [.. _batched];
        for (int i = 0; i < 3; i++)
        {
            quotient[i] -= _interpolant[i];
        }

        // (X² - z²)·(X - z²)
        DivideByRoot(quotient, _z.Square(), step: 2);
        DivideByRoot(quotient, _z.Square(), step: 1);
        _quotient = quotient;
        return Commit(quotient);
    }

    public G1Affine Witness(Fr y)
    {
        Fr vanishing = Opening.Vanishing(_z, y);
        var scaled = new Fr[_quotient.Length];
        Kernels.MultiplyScalar(scaled, _quotient, vanishing);
        Kernels.Subtract(scaled, _batched, scaled);
        scaled[0] -= Opening.Horner(_interpolant, y);
        DivideByRoot(scaled, y, step: 1);
        return Commit(scaled);
    }

    private G1Affine Commit(Fr[] coefficients)
    {
        int length = Math.Min(coefficients.Length, _srs.Powers.Length);
        return Msm.Compute(_srs.Powers[..length], coefficients.AsSpan(0, length), _threads);
    }

    private static (Fr[] Even, Fr[] Odd) Split(Fr[] f)
    {
        int half = f.Length / 2;
        Fr[] even = new Fr[half], odd = new Fr[half];
        for (int j = 0; j < half; j++)
        {
            even[j] = f[2 * j];
            odd[j] = f[(2 * j) + 1];
        }

        return (even, odd);
    }

    private static Fr[] PowersOf(Fr x, int count)
    {
        var powers = new Fr[count];
        powers[0] = Fr.One;
        Fr step = x;
        for (int size = 1; size < count; size *= 2, step = step.Square())
        {
            Kernels.MultiplyScalar(powers.AsSpan(size, size), powers.AsSpan(0, size), step);
        }

        return powers;
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
