using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Tests.Emission;

public sealed class IndentedWriterTests
{
    [Fact]
    public void Blocks_Nested_AreIndentedAndClosed()
    {
        var writer = new IndentedWriter();
        using (writer.Block("class A"))
        {
            using (writer.Block("void F()"))
            {
                writer.Line("G();");
            }
        }

        Assert.Equal("class A\n{\n    void F()\n    {\n        G();\n    }\n}\n", writer.ToString());
    }

    [Fact]
    public void EmptyLines_Repeated_AreOne()
    {
        var writer = new IndentedWriter();
        writer.Line();
        writer.Line("a");
        writer.Line();
        writer.Line();
        writer.Line("b");

        Assert.Equal("a\n\nb\n", writer.ToString());
    }

    [Fact]
    public void EmptyLines_AtTheEdgesOfABlock_Vanish()
    {
        var writer = new IndentedWriter();
        using (writer.Block("x"))
        {
            writer.Line();
            writer.Line("a");
            writer.Line();
        }

        Assert.Equal("x\n{\n    a\n}\n", writer.ToString());
    }

    [Fact]
    public void Block_WithAnEnd_ClosesWithIt()
    {
        var writer = new IndentedWriter();
        using (writer.Block("var x = new()", end: ";"))
        {
            writer.Line("A = 1,");
        }

        Assert.EndsWith("\n};\n", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_OfSeveral_KeepTheirIndentationAndLoseTrailingSpaces()
    {
        var writer = new IndentedWriter();
        using (writer.Indent())
        {
            writer.Lines("a(\n    b,  \n    c);");
        }

        Assert.Equal("    a(\n        b,\n        c);\n", writer.ToString());
    }

    [Fact]
    public void Comments_WithLineBreaksAndMarkup_StayOneHarmlessLine()
    {
        var writer = new IndentedWriter();
        writer.Comment("evil\n#error\u2028x\r\u0085y");
        writer.Summary("a < b & c");

        Assert.Equal("// evil #error x  y\n/// <summary>a &lt; b &amp; c</summary>\n", writer.ToString());
    }
}
