using Atlas.Runtime.Curves;

namespace Atlas.Runtime.Commitments;

/// <summary>What a verifier needs to recognise a ceremony without its points.</summary>
public static class CeremonyConstants
{
    /// <summary>
    /// [τ]_2 of the Aztec Ignition ceremony (2019-2020, 176 participants), the constant that deployed Noir and Barretenberg verifiers carry.
    /// It determines every power of τ in G1.
    /// </summary>
    public static G2Affine IgnitionTauG2 { get; } = new(
        CurveConstants.Coordinate(
            "0118c4d5b837bcc2bc89b5b398b5974e9f5944073b32078b7e231fec938883b0",
            "260e01b251f6f1c7e7ff4e580791dee8ea51d87a358e038b4efe30fac09383c1"),
        CurveConstants.Coordinate(
            "22febda3c0c0632a56475b4214e5615e11e6dd3f96e6cea2854a87d4dacc5e55",
            "04fc6369f7110fe3d25156c1bb9a72859cf2a04641f99ba4ee413c80da6a5fe4"));
}
