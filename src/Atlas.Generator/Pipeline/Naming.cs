using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Atlas.Generator.Pipeline;

/// <summary>Default names of generated classes, and what may be a name.</summary>
internal static class Naming
{
    /// <summary>Namespace of models in a project without a root namespace.</summary>
    public const string DefaultNamespace = "AtlasModels";

    /// <summary>
    /// The file's name split at characters that are neither letters nor digits, each part capitalised, an underscore before a leading digit.
    /// </summary>
    public static string ClassNameOf(string path)
    {
        string name = Join(System.IO.Path.GetFileNameWithoutExtension(path), static part => char.ToUpperInvariant(part[0]) + part.Substring(1));
        return name.Length == 0 ? "Model" : WithoutLeadingDigit(name);
    }

    /// <summary>The root namespace with everything that an identifier may not hold replaced by underscores.</summary>
    public static string NamespaceOf(string? rootNamespace)
    {
        string[] parts = (rootNamespace ?? "").Split(['.'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? DefaultNamespace : string.Join(".", parts.Select(static part => WithoutLeadingDigit(Clean(part))));
    }

    /// <summary>A parameter's name for an input of the model: camel case, a keyword gets an @.</summary>
    public static string ParameterOf(string port)
    {
        string pascal = PropertyOf(port);
        string camel = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        return SyntaxFacts.GetKeywordKind(camel) != SyntaxKind.None ? "@" + camel : camel;
    }

    /// <summary>A property's name for an input or output of the model.</summary>
    public static string PropertyOf(string port)
    {
        string name = Join(port, static part => char.ToUpperInvariant(part[0]) + part.Substring(1));
        return name.Length == 0 ? "Value" : WithoutLeadingDigit(name);
    }

    public static bool IsIdentifier(string name) => SyntaxFacts.IsValidIdentifier(name);

    public static bool IsNamespace(string name) =>
        name.Split('.').All(static part => SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None);

    /// <summary>Class names that more than one model has, ignoring case: generated files are named by them.</summary>
    public static EquatableArray<string> Clashing(ImmutableArray<ModelReference> models) => new([.. models
        .GroupBy(static model => model.ClassName, StringComparer.OrdinalIgnoreCase)
        .Where(static group => group.Count() > 1)
        .Select(static group => group.Key)]);

    private static string Join(string text, Func<string, string> transform) =>
        string.Concat(Clean(text).Split(['_'], StringSplitOptions.RemoveEmptyEntries).Select(transform));

    private static string Clean(string text) => new([.. text.Select(static c => char.IsLetterOrDigit(c) ? c : '_')]);

    private static string WithoutLeadingDigit(string name) => char.IsDigit(name[0]) ? "_" + name : name;
}
