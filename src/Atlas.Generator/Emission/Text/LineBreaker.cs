using System.Text;

namespace Atlas.Generator.Emission.Text;

/// <summary>Breaks a long statement between the arguments of its outermost call.</summary>
internal static class LineBreaker
{
    private const int Width = 140;
    private const string Indent = "    ";

    public static string Break(string statement)
    {
        int open = statement.IndexOf('(');
        if (statement.Length <= Width || open < 0)
        {
            return statement;
        }

        List<string> pieces = Arguments(statement, open + 1);
        if (pieces.Count == 1)
        {
            return statement;
        }

        var text = new StringBuilder(statement, 0, open + 1, 2 * statement.Length).Append('\n').Append(Indent);
        int column = Indent.Length;
        foreach (string piece in pieces)
        {
            if (column > Indent.Length && column + piece.Length > Width)
            {
                text.Length--;   // the space between two arguments
                text.Append('\n').Append(Indent);
                column = Indent.Length;
            }

            text.Append(piece);
            column += piece.Length;
        }

        return text.ToString();
    }

    /// <summary>The arguments with their commas and the space after, the last one with all that follows the call.</summary>
    private static List<string> Arguments(string statement, int start)
    {
        var pieces = new List<string>();
        int depth = 0, begin = start;
        for (int i = start; i < statement.Length && depth >= 0; i++)
        {
            switch (statement[i])
            {
                case '"':
                    i = EndOfString(statement, i);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0 && statement[i + 1] == ' ':
                    pieces.Add(statement.Substring(begin, i + 2 - begin));
                    begin = i + 2;
                    break;
                default:
                    break;
            }
        }

        pieces.Add(statement.Substring(begin));
        return pieces;
    }

    private static int EndOfString(string statement, int quote)
    {
        int i = quote + 1;
        while (statement[i] != '"')
        {
            i += statement[i] == '\\' ? 2 : 1;
        }

        return i;
    }
}
