using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Atlas.Architecture.Tests;

/// <summary>What a compiled assembly refers to, from its metadata: comments and strings can't deceive it.</summary>
internal sealed class MetadataReferences : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    /// <param name="assembly">Name of an assembly beside the tests; it is not loaded.</param>
    public MetadataReferences(string assembly)
    {
        _file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Names of the referenced assemblies.</summary>
    public IEnumerable<string> Assemblies =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>Full names of the referenced types.</summary>
    public IEnumerable<string> Types => _metadata.TypeReferences
        .Select(handle => _metadata.GetTypeReference(handle))
        .Select(type => $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}");

    public void Dispose() => _file.Dispose();
}
