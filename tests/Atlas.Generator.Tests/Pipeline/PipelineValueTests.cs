using System.Collections.Immutable;
using System.Reflection;
using Atlas.Generator.Diagnostics;
using Atlas.Generator.Pipeline;

namespace Atlas.Generator.Tests.Pipeline;

/// <summary>
/// A pipeline value that held a symbol, a syntax tree or a protobuf message would keep compilations alive, and would never be equal to its successor.
/// </summary>
public sealed class PipelineValueTests
{
    [Theory]
    [InlineData(typeof(ModelReference))]
    [InlineData(typeof(CompileResult))]
    public void Value_AllFieldsReachable_AreStringsNumbersAndRecords(Type type) => Assert.Empty(Foreign(type, []));

    [Fact]
    public void Value_WithACompilerObject_IsFound() => Assert.NotEmpty(Foreign(typeof(Bad), []));

    [Fact]
    public void Results_WithEqualContent_AreEqual()
    {
        static CompileResult Result() => new(
            new([new EmittedFile("A.g.cs", "class A;")]),
            new([DiagnosticInfo.Create(AtlasDiagnostics.InvalidOption, "a.onnx", "Emit", "x", "it is All or Verifier")]));

        Assert.Equal(Result(), Result());
        Assert.Equal(Result().GetHashCode(), Result().GetHashCode());
        Assert.NotEqual(Result(), Result() with { Files = new([new EmittedFile("A.g.cs", "class B;")]) });
    }

    private static IEnumerable<Type> Foreign(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type == typeof(string) || type.IsPrimitive || type.IsEnum)
        {
            return [];
        }

        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(EquatableArray<>) || type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            return Foreign(type.GetGenericArguments()[0], seen);
        }

        if (type.Namespace != "Atlas.Generator.Pipeline" && type.Namespace != "Atlas.Generator.Diagnostics")
        {
            return [type];
        }

        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(field => Foreign(field.FieldType, seen));
    }

    private sealed record Bad(Microsoft.CodeAnalysis.ISymbol Symbol);
}
