using System.Globalization;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission;

/// <summary>One statement with the comment above it.</summary>
internal sealed record Statement(string Comment, string Code);

/// <summary>A long run of statements as a method that calls methods of at most a few hundred statements each, which the JIT optimises.</summary>
internal sealed class StatementMethods(string signature, string name, string parameters, string arguments, IReadOnlyList<Statement> statements)
{
    private const int StatementsOfAMethod = 300;

    /// <summary>Writes the methods; <paramref name="before"/> writes lines before the statements, in the method that is called.</summary>
    public void Write(IndentedWriter writer, Action<IndentedWriter>? before = null)
    {
        int parts = (statements.Count + StatementsOfAMethod - 1) / StatementsOfAMethod;
        using (writer.Block(signature))
        {
            before?.Invoke(writer);
            if (parts > 1)
            {
                for (int i = 0; i < parts; i++)
                {
                    writer.Line($"{Part(i)}({arguments});");
                }
            }
            else
            {
                WriteStatements(writer, statements);
            }
        }

        for (int i = 0; parts > 1 && i < parts; i++)
        {
            writer.Line();
            using (writer.Block($"private static void {Part(i)}({parameters})"))
            {
                WriteStatements(writer, statements.Skip(i * StatementsOfAMethod).Take(StatementsOfAMethod));
            }
        }
    }

    private string Part(int index) => name + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static void WriteStatements(IndentedWriter writer, IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            writer.Line();
            writer.Comment(statement.Comment);
            writer.Code(statement.Code);
        }
    }
}
