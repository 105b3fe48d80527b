#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>Little-endian element types in which an ONNX file stores weights.</summary>
public enum WeightType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    Boolean,
}
