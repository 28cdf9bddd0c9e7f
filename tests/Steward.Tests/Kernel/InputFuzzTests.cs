using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Steward.Tests.Kernel;

/// <summary>Whatever JSON comes in: it is read, or refused with 422. Nothing else, ever.</summary>
public sealed class InputFuzzTests
{
    private static readonly Catalogue Catalogue = new(new Modules(TestSteward.Modules));

    private static readonly string[] Texts =
    [
        "",
        "a",
        "\0",
        "\ud800",
        "\udc00",
        "😀",
        "ﷺ",
        "2026-02-30",
        "2026-11-20",
        "2026-11-20T09:00:00Z",
        "24:00",
        "Europe/Berlin",
        "todo",
        "done",
        "0",
        "-1",
        "null",
        "' OR 1=1 --",
        "../../etc/passwd",
        "$ref",
        "__proto__",
        "00000000-0000-7000-8000-000000000000",
        "{",
        "%s%n",
        new('x', 30_000),
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1",
        "1.0",
        "1e2",
        "1e400",
        "-1e-400",
        "9223372036854775808",
        "3.141592653589793238462643383279",
    ];

    [Fact]
    public void Random_json_is_a_value_or_a_refusal()
    {
        foreach (var operation in Catalogue.All)
        {
            var names = operation.Inputs.Select(input => input.Name).Append("colour").ToArray();
            Check.One(Quiet(120), Prop.ForAll(Arb.From(Objects(names)), json => IsReadOrRefused(operation, json)));
        }
    }

    [Fact]
    public void Random_bytes_are_a_value_or_a_refusal()
    {
        var operation = Catalogue.Find("update_task")!;
        var text = Encoding.UTF8.GetBytes(
            """{"task_id": "00000000-0000-7000-8000-000000000000", "title": "a", "due": {"date": "2026-11-20"}}"""
        );
        var mutated = Gen.Choose(0, text.Length - 1)
            .SelectMany(_ => Gen.Choose(0, 255), (place, value) => (place, value))
            .ArrayOf(4)
            .Select(changes =>
            {
                var bytes = (byte[])text.Clone();
                foreach (var (place, value) in changes)
                    bytes[place] = (byte)value;
                return Encoding.Latin1.GetString(bytes);
            });

        Check.One(
            Quiet(2000),
            Prop.ForAll(Arb.From(mutated), latin => IsReadOrRefused(operation, Encoding.Latin1.GetBytes(latin)))
        );
    }

    private static Config Quiet(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true);

    private static bool IsReadOrRefused(OperationInfo operation, string json) =>
        IsReadOrRefused(operation, Encoding.UTF8.GetBytes(json));

    private static bool IsReadOrRefused(OperationInfo operation, byte[] json)
    {
        try
        {
            Validation.Check(operation, operation.Parse(json).Operation);
            return true;
        }
        catch (RefusalException refusal)
        {
            // What is refused must be tellable.
            JsonSerializer.Serialize(refusal.Errors, Wire.Json);
            return refusal.Kind is RefusalKind.Invalid && refusal.Errors.Count is > 0 and <= Validation.MostErrors;
        }
    }

    private static Gen<string> Objects(string[] names) =>
        Members(names, 4).Select(members => "{" + string.Join(", ", members) + "}");

    private static Gen<string[]> Members(string[] names, int depth) =>
        Gen.Choose(0, 6)
            .SelectMany(count =>
                Gen.Elements(names)
                    .SelectMany(_ => Values(names, depth), (name, value) => $"{Quoted(name)}: {value}")
                    .ArrayOf(count)
            );

    private static Gen<string> Values(string[] names, int depth)
    {
        var plain = Gen.OneOf(
            Gen.Elements(Texts).Select(Quoted),
            Gen.Elements(Numbers),
            Gen.Elements("true", "false", "null", "[]", "{}")
        );
        if (depth == 0)
            return plain;
        string[] inner = [.. names, "date", "time", "time_zone", "amount", "currency"];
        return Gen.Frequency(
            (6, plain),
            (
                2,
                Gen.Choose(0, 3)
                    .SelectMany(count => Values(names, depth - 1).ArrayOf(count))
                    .Select(items => $"[{string.Join(", ", items)}]")
            ),
            (2, Members(inner, depth - 1).Select(members => "{" + string.Join(", ", members) + "}"))
        );
    }

    /// <summary>Half a surrogate pair as an escape, which JSON allows and Unicode does not.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(
                char.IsSurrogate(c) || c < ' ' ? $"\\u{(int)c:x4}"
                : c is '"' or '\\' ? $"\\{c}"
                : c.ToString()
            );
        return quoted.Append('"').ToString();
    }
}
