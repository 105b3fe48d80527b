using Atlas.Runtime.Commitments;
using Atlas.Runtime.Proving;

namespace Atlas.Runtime.Tests.Proving;

public sealed class ProvingKeyTests : IDisposable
{
    private static readonly Srs Srs = Srs.CreateInsecureForDevelopment(7, 7), OtherSrs = Srs.CreateInsecureForDevelopment(7, 8);

    private readonly string _folder = Directory.CreateTempSubdirectory("atlas-keys-").FullName;
    private readonly ProvableModel _model = TinyModels.Create("linear").Model.Build();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_OfASavedKey_IsTheKeyThatSetupMakes()
    {
        ProvingKey key = ProvingKey.Setup(_model, Srs, threads: 1);
        string path = Path.Combine(_folder, "linear.atlaspk");
        key.Save(path);
        Assert.Equal(key.Verifying.Encode(), ProvingKey.Load(_model, Srs, path).Verifying.Encode());
        Assert.Equal(key.Verifying.Encode(), ProvingKey.Setup(_model, Srs, threads: 2).Verifying.Encode());
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Load_AnyByteChangedOrCutOff_IsRefused()
    {
        string path = Path.Combine(_folder, "linear.atlaspk");
        ProvingKey.Setup(_model, Srs).Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < bytes.Length; i += 7)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x10;
            File.WriteAllBytes(path, changed);
            Assert.Throws<AtlasKeyException>(() => ProvingKey.Load(_model, Srs, path));
            File.WriteAllBytes(path, bytes[..i]);
            Assert.Throws<AtlasKeyException>(() => ProvingKey.Load(_model, Srs, path));
        }
    }

    [Fact]
    public void Load_ForAnotherModelOrReferenceString_IsRefused()
    {
        string path = Path.Combine(_folder, "linear.atlaspk");
        ProvingKey.Setup(_model, Srs).Save(path);
        Assert.Throws<AtlasKeyException>(() => ProvingKey.Load(TinyModels.Create("gather").Model.Build(), Srs, path));
        Assert.Throws<AtlasKeyException>(() => ProvingKey.Load(_model, OtherSrs, path));
        Assert.Throws<AtlasKeyException>(() => ProvingKey.Setup(_model, Srs.CreateInsecureForDevelopment(6, 7)));
    }

    [Fact]
    public void Cache_DamagedFile_IsReplaced()
    {
        var cache = new KeyCache(_folder);
        byte[] expected = cache.GetOrSetup(_model, Srs).Verifying.Encode();
        string path = cache.PathOf(_model, Srs);
        byte[] good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, good[..^1]);
        Assert.Equal(expected, cache.GetOrSetup(_model, Srs).Verifying.Encode());
        Assert.Equal(good, File.ReadAllBytes(path));
    }

    [Fact]
    public void Cache_FolderThatCannotBeWritten_StillGivesTheKey()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.Equal(ProvingKey.Setup(_model, Srs).Verifying.Encode(), new KeyCache(Path.Combine(file, "folder")).GetOrSetup(_model, Srs).Verifying.Encode());
    }

    [Fact]
    public void Cache_OtherReferenceString_HasAnotherFile()
    {
        var cache = new KeyCache(_folder);
        Assert.NotEqual(cache.PathOf(_model, Srs), cache.PathOf(_model, OtherSrs));
        Assert.NotEqual(cache.PathOf(_model, Srs), cache.PathOf(TinyModels.Create("gather").Model.Build(), Srs));
    }
}
