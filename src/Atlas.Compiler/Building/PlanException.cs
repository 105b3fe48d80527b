namespace Atlas.Compiler.Building;

/// <summary>A plan that cannot be proven: a range that does not fit its digits, a link that could wrap around, a layout that is not aligned.</summary>
public sealed class PlanException(string message) : Exception(message);
