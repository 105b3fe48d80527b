using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Classes;

/// <summary>
/// The head of a file with public classes. They share the project's namespace, where any name may be taken, so types of the runtime are written with
/// their full names.
/// </summary>
internal static class ClassFile
{
    public static IndentedWriter Open(EmissionContext context, string content)
    {
        var writer = new IndentedWriter();
        FileHeader.Write(writer, context, content);
        writer.Line("using System;");
        writer.Line("using System.Collections.Generic;");
        writer.Line("using System.Threading;");
        writer.Line();
        writer.Line($"namespace {context.Namespace};");
        writer.Line();
        return writer;
    }
}
