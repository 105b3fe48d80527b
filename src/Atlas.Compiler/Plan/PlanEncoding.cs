namespace Atlas.Compiler.Plan;

public static class PlanEncoding
{
    public static string Digest(ProofPlan plan) => throw new InvalidOperationException(plan.ModelName);
}
