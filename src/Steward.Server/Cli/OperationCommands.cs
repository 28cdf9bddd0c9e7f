using System.CommandLine;
using Steward.Server.Hosting;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary>One verb per operation: <c>steward add_task --title "..."</c>.</summary>
internal static class OperationCommands
{
    public static void AddTo(RootCommand root)
    {
        foreach (var operation in new Catalogue(new Modules(StewardApp.Modules)).All)
            if (operation is { Route: not null, IsSystem: false })
                root.Add(new OperationCommand(operation).Create());
    }
}

internal sealed class OperationCommand(OperationInfo operation)
{
    private readonly ClientOptions client = new();
    private readonly List<(InputInfo Input, InputField Field, Option<string[]> Option)> inputs =
    [
        .. operation.Inputs.Select(input => (input, new InputField(input), Option(input))),
    ];
    private readonly Option<string[]> clear = new("--clear")
    {
        Description = "The name of a field to be cleared; may be given again.",
        HelpName = "field",
    };
    private readonly Option<bool> preview = new("--preview")
    {
        Description = "Show what would change, and change nothing.",
    };
    private readonly Option<string?> key = new("--idempotency-key")
    {
        Description = "Makes the call safe to repeat: the same key and input give the first answer again.",
    };
    private readonly Option<long?> version = new("--if-version") { Description = "Only if it still has this version." };

    public Command Create()
    {
        var command = new Command(operation.Name, operation.Description);
        foreach (var (_, _, option) in inputs)
            command.Add(option);
        if (inputs.Any(given => IsClearable(given.Input)))
            command.Add(clear);
        if (operation.IsCommand)
        {
            command.Add(preview);
            command.Add(key);
        }
        if (operation.IsConditional())
            command.Add(version);
        client.AddTo(command);
        command.SetAction((parsed, ct) => client.Run(parsed, api => Call(parsed, api, ct)));
        return command;
    }

    private async Task<int> Call(ParseResult parsed, ApiClient api, CancellationToken ct)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var answer = await api.Send(
            operation.Route!.Method,
            Address(parsed),
            operation.Route.TakesBody() ? Body(parsed) : null,
            Headers(parsed),
            ct
        );
        var json = client.Json(parsed);
        if (!answer.IsDone)
        {
            await errors.WriteLineAsync(json && answer.Text.Length > 0 ? answer.Text : answer.Problem());
            return ExitCode.Refused;
        }
        if (json && answer.Text.Length > 0)
            await output.WriteLineAsync(answer.Text);
        else if (!json)
        {
            if (answer.Text.Length > 0)
                Plain.Write(output, answer.Json);
            if (answer.ChangeId is { } change)
                await errors.WriteLineAsync($"Change {change}");
        }
        return ExitCode.Done;
    }

    private string Address(ParseResult parsed)
    {
        var path = RestApi.Root + operation.Route!.Path;
        var query = new List<string>();
        foreach (var (input, _, option) in inputs)
        {
            if (Given(parsed, option) is not { } values)
                continue;
            if (operation.Route.Names(input.Name))
                path = path.Replace("{" + input.Name + "}", Uri.EscapeDataString(string.Concat(values)));
            else if (!operation.Route.TakesBody())
                foreach (var value in values)
                    query.Add($"{input.Name}={Uri.EscapeDataString(value)}");
        }
        if (!operation.Route.TakesBody() && parsed.GetResult(version) is not null)
            query.Add($"{CallOptions.IfVersionName}={parsed.GetValue(version)}");
        return path[1..] + (query is [] ? "" : "?" + string.Join('&', query));
    }

    private ReadOnlyMemory<byte> Body(ParseResult parsed)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Begin();
        json.WriteStartObject();
        foreach (var (input, field, option) in inputs.Where(given => !operation.Route!.Names(given.Input.Name)))
            if (Given(parsed, option) is { } values)
                field.Write(json, values);
        foreach (var name in parsed.GetResult(clear) is null ? [] : parsed.GetValue(clear) ?? [])
            json.WriteNull(name.Replace('-', '_'));
        if (parsed.GetResult(version) is not null)
            json.WriteNumber(CallOptions.IfVersionName, parsed.GetValue(version) ?? 0);
        json.WriteEndObject();
        json.Flush();
        return buffer.Written.ToArray();
    }

    private IEnumerable<(string, string)> Headers(ParseResult parsed)
    {
        if (parsed.GetResult(preview) is not null && parsed.GetValue(preview))
            yield return ("Prefer", "preview");
        if (parsed.GetResult(key) is not null && parsed.GetValue(key) is { } given)
            yield return ("Idempotency-Key", given);
    }

    /// <summary>The option's values; a single <c>-</c> is what stands on standard input; a switch alone is true.</summary>
    private static string[]? Given(ParseResult parsed, Option<string[]> option) =>
        parsed.GetResult(option)?.Tokens.Select(token => token.Value).ToArray() switch
        {
            null => null,
            [] => ["true"],
            ["-"] => [Console.In.ReadToEnd().TrimEnd('\r', '\n')],
            var values => values,
        };

    private static Option<string[]> Option(InputInfo input)
    {
        var isList = InputField.IsList(input);
        return new("--" + input.Name.Replace('_', '-'), "--" + input.Name)
        {
            Description = Description(input),
            Required = input.IsRequired,
            CustomParser = given => [.. given.Tokens.Select(token => token.Value)],
            AllowMultipleArgumentsPerToken = isList,
            Arity =
                isList ? ArgumentArity.OneOrMore
                : input.ValueType == typeof(bool) ? ArgumentArity.ZeroOrOne
                : ArgumentArity.ExactlyOne,
            HelpName = input.ValueType.IsEnum
                ? string.Join('|', Enum.GetNames(input.ValueType).Select(Wire.Name))
                : "value",
        };
    }

    private static string Description(InputInfo input)
    {
        var about = input.Description;
        if (InputField.IsObject(input.ValueType))
            about += " In JSON.";
        if (input.Default is { } value)
            about += $" (default: {(value is Enum or bool ? Wire.Name(value.ToString()!) : value)})";
        return about.Trim();
    }

    private static bool IsClearable(InputInfo input) =>
        input.Property.PropertyType.IsGenericType
        && input.Property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>);
}
