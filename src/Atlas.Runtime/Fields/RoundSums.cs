namespace Atlas.Runtime.Fields;

/// <summary>Two of the three numbers that tell a quadratic round polynomial s; s(0) + s(1) is known from the claim.</summary>
/// <param name="Constant">s(0).</param>
/// <param name="Leading">The coefficient of X².</param>
public readonly record struct QuadraticRound(Fr Constant, Fr Leading);

/// <summary>Three of the four numbers that tell a cubic round polynomial s; s(0) + s(1) is known from the claim.</summary>
/// <param name="Constant">s(0).</param>
/// <param name="AtMinusOne">s(-1).</param>
/// <param name="Leading">The coefficient of X³.</param>
public readonly record struct CubicRound(Fr Constant, Fr AtMinusOne, Fr Leading);
