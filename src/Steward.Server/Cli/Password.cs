using System.CommandLine;
using System.Text;

namespace Steward.Server.Cli;

/// <summary>A password comes from standard input, never from the arguments, which every process of the machine can read.</summary>
internal static class Password
{
    public static string Read(ParseResult parsed)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        parsed.InvocationConfiguration.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
            if (pressed.Key is ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else
                typed.Append(pressed.KeyChar);
        parsed.InvocationConfiguration.Error.WriteLine();
        return typed.ToString();
    }
}
