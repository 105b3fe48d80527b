using Atlas.Generator.Diagnostics;
using Atlas.Onnx;

namespace Atlas.Generator.Pipeline;

/// <summary>The bytes of a model, equal to what its digest says.</summary>
internal sealed record ModelContent(byte[] Model, SortedDictionary<string, byte[]> External)
{
    /// <summary>Null if anything is missing or changed; then <paramref name="fault"/> says what.</summary>
    /// <exception cref="AtlasModelException">The file is damaged, or names external data outside of its folder.</exception>
    public static ModelContent? Read(ModelReference reference, out DiagnosticInfo? fault)
    {
        fault = null;
        try
        {
            byte[] model = ModelFileReader.Read(reference.Path);
            var external = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (string name in ModelDigest.ExternalDataFiles(model))
            {
                if (ModelFileReader.ReadBeside(reference.Path, name) is not { } bytes)
                {
                    string missing = $"The model's external data file '{name}' does not exist";
                    fault = DiagnosticInfo.Create(AtlasDiagnostics.MissingExternalData, reference.Path, missing);
                    return null;
                }

                external.Add(name, bytes);
            }

            string digest = ModelDigest.Compute(model, name => external[name]);
            if (digest == reference.Sha256)
            {
                return new ModelContent(model, external);
            }

            fault = DiagnosticInfo.Create(AtlasDiagnostics.ChangedDuringBuild, reference.Path, reference.Path, digest, reference.Sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = DiagnosticInfo.Create(AtlasDiagnostics.UnreadableModel, reference.Path, e.Message);
        }

        return null;
    }
}
