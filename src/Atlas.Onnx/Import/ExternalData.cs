namespace Atlas.Onnx.Import;

/// <summary>Files beside the model that hold tensor data; each is opened once per import.</summary>
internal sealed class ExternalData(Func<string, byte[]>? open)
{
    private readonly Dictionary<string, byte[]> opened = new(StringComparer.Ordinal);

    /// <summary>The content of the file at <paramref name="location"/>, relative to the model.</summary>
    /// <exception cref="AtlasModelException">The location is outside of the model's folder, or the file cannot be read.</exception>
    public byte[] Open(string location)
    {
        if (!IsSafe(location))
        {
            throw new AtlasModelException($"the external data file '{location}' is not inside the model's own folder");
        }

        if (opened.TryGetValue(location, out byte[]? bytes))
        {
            return bytes;
        }

        if (open is null)
        {
            throw new AtlasModelException($"the model has external data in '{location}', and no way to open such files was given");
        }

        try
        {
            bytes = open(location);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AtlasModelException(
                $"the external data file '{location}' cannot be read ({error.Message})",
                "put the file beside the model",
                error);
        }

        opened.Add(location, bytes);
        return bytes;
    }

    // A model is not trusted: it may not name files elsewhere on the machine.
    private static bool IsSafe(string location) =>
        location.Length > 0
        && location[0] is not ('/' or '\\')
        && location.IndexOf(':') < 0
        && location.IndexOf('\0') < 0
        && !location.Split('/', '\\').Contains("..");
}
