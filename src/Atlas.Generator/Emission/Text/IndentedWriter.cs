using System.Text;

namespace Atlas.Generator.Emission.Text;

/// <summary>Writes C#: four spaces a block, line feeds only, no trailing spaces, no two empty lines in a row.</summary>
internal sealed class IndentedWriter
{
    private const int Spaces = 4;
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One line; an empty one if there is no text.</summary>
    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', Spaces * _depth).Append(text).Append('\n');
        }
        else if (_text.Length > 0 && !EndsWith("\n\n") && !EndsWith("{\n"))
        {
            _text.Append('\n');
        }
    }

    /// <summary>Several lines as they are in <paramref name="text"/>; its own indentation is kept.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            Line(line.TrimEnd());
        }
    }

    /// <summary>A statement, broken between the arguments of its call if it is long.</summary>
    public void Code(string statement) => Lines(LineBreaker.Break(statement));

    public void Comment(string text) => Line($"// {CSharp.Comment(text)}");

    /// <summary>A documentation comment; the text is escaped.</summary>
    public void Summary(string text) => Line($"/// <summary>{CSharp.Xml(text)}</summary>");

    /// <summary>A line and a block in braces, closed when the result is disposed; after it comes <paramref name="end"/>.</summary>
    public Scope Block(string header, string end = "")
    {
        Line(header);
        Line("{");
        _depth++;
        return new Scope(this, "}" + end);
    }

    /// <summary>Lines that continue the one before.</summary>
    public Scope Indent()
    {
        _depth++;
        return new Scope(this, null);
    }

    public override string ToString() => _text.ToString();

    private bool EndsWith(string end) => _text.Length >= end.Length && _text.ToString(_text.Length - end.Length, end.Length) == end;

    private void Close(string? end)
    {
        _depth--;
        if (EndsWith("\n\n"))
        {
            _text.Length--;
        }

        if (end is not null)
        {
            Line(end);
        }
    }

    /// <summary>An open block.</summary>
    public readonly struct Scope(IndentedWriter writer, string? end) : IDisposable
    {
        public void Dispose() => writer.Close(end);
    }
}
