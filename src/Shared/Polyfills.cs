// Types that the C# compiler looks for by name and that netstandard2.0 lacks. Linked into each project that targets it.
#if !NET

namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;

#endif
