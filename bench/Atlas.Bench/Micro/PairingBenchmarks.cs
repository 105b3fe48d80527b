using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields.Tower;
using Atlas.Runtime.Pairings;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>A pairing, and the verifier's last check: a product of two with fixed G2 points.</summary>
public class PairingBenchmarks
{
    private readonly (G1Affine, G2Lines)[] _pairs =
    [
        (Ignition.Srs.Powers[1], new G2Lines(G2Affine.Generator)),
        (-Ignition.Srs.Powers[0], new G2Lines(Ignition.Srs.TauG2)),
    ];

    [Benchmark]
    public Fq12 One() => Pairing.Compute(G1Affine.Generator, G2Affine.Generator);

    [Benchmark]
    public bool ProductOfTwo() => Pairing.ProductIsOne(_pairs);
}
