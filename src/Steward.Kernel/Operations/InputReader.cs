using System.Text.Json;
using System.Text.RegularExpressions;

namespace Steward.Kernel;

/// <summary>From JSON to the record. The straight way first; only when that fails, a second look that names every fault.</summary>
internal static partial class InputReader
{
    public static GivenInput Read(OperationInfo operation, ReadOnlyMemory<byte> json)
    {
        if (operation.Item is { } item && BulkInput.Items(operation, item, json) is { } items)
            return new(items);
        if (Straight(operation, json) is { } read)
            return new(read);

        var names = InputNames.Find(operation, json);
        if (names is { Errors: [] } && Straight(operation, names.Json) is { } named)
            return new(operation, json.ToArray(), named, names.Names);

        List<InputError> errors = [.. names?.Errors ?? [], .. Faults(operation, names?.Json ?? json)];
        throw RefusalException.Invalid(
            errors is []
                ? [new("", "malformed", "The input could not be read.")]
                : [.. errors.Take(Validation.MostErrors)]
        );
    }

    private static IOperation? Straight(OperationInfo operation, ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, operation.Type, Wire.Json) as IOperation;
        }
        catch (Exception fault) when (Wire.IsUnreadable(fault))
        {
            return null;
        }
    }

    private static List<InputError> Faults(OperationInfo operation, ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new() { MaxDepth = Wire.Json.MaxDepth });
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $" (line {line + 1}, byte {fault.BytePositionInLine})" : "";
            return [new("", "malformed_json", $"The body is not valid JSON{place}.")];
        }

        using (document)
        {
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return [new("", "not_an_object", "The input must be a JSON object.")];
            try
            {
                return [.. Faults(operation, document.RootElement).Take(Validation.MostErrors)];
            }
            catch (InvalidOperationException)
            {
                return [new("", "invalid_text", "A name in the body is not valid Unicode.")];
            }
        }
    }

    private static IEnumerable<InputError> Faults(OperationInfo operation, JsonElement body)
    {
        var seen = new HashSet<string>();
        foreach (var given in body.EnumerateObject())
        {
            if (!seen.Add(given.Name))
                yield return new(Pointer(given.Name), "duplicate", $"'{Short(given.Name)}' is given twice.");
            else if (operation.Inputs.FirstOrDefault(input => input.Name == given.Name) is not { } input)
                yield return new(Pointer(given.Name), "unknown", Unknown(operation, given.Name));
            else
                foreach (var error in Value(input, given.Value))
                    yield return error;
        }

        foreach (var input in operation.Inputs.Where(input => input.IsRequired && !seen.Contains(input.Name)))
            yield return new(input.Pointer, "required", $"'{input.Name}' is required.");
    }

    private static IEnumerable<InputError> Value(InputInfo input, JsonElement given)
    {
        if (given.ValueKind is JsonValueKind.Null && !input.IsNullable)
            return [new(input.Pointer, "required", $"'{input.Name}' may not be null.")];
        try
        {
            var value = given.Deserialize(input.Property.PropertyType, Wire.Json);
            return [.. Validation.Check(input, value is IOptional optional ? optional.Value : value)];
        }
        catch (Exception fault) when (Wire.IsUnreadable(fault))
        {
            return [new(input.Pointer + Below(fault), "wrong_type", $"'{input.Name}' must be {Expected(input)}.")];
        }
    }

    /// <summary>From the serializer's path to the end of a JSON pointer; a path through odd names is left out.</summary>
    private static string Below(Exception fault) =>
        fault is JsonException { Path: ['$', ..] path } && PlainPath().IsMatch(path)
            ? path[1..].Replace('.', '/').Replace('[', '/').Replace("]", "")
            : "";

    private static string Expected(InputInfo input) =>
        input.ValueType switch
        {
            _ when input.TakesNames => input.IsList ? "a list of ids or names" : "an id or a name",
            var type => Expected(type),
        };

    private static string Expected(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "a string",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "an integer",
            _ when type == typeof(Guid) || type == typeof(UserId) || type == typeof(TenantId) => "a UUID",
            _ when type == typeof(DateOnly) => "a date, as in 2026-11-20",
            _ when type == typeof(DateTimeOffset) => "a time with its offset, as in 2026-11-20T09:00:00Z",
            { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(Wire.Name)),
            _ when type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list",
            _ => "an object as the schema says",
        };

    private static string Unknown(OperationInfo operation, string name)
    {
        var known = operation.Inputs.Select(input => input.Name).ToList();
        return known is []
            ? $"'{Short(name)}' is not known: {operation.Name} takes no input."
            : $"'{Short(name)}' is not known. {operation.Name} takes: {string.Join(", ", known)}.";
    }

    private static string Pointer(string name) => "/" + Short(name).Replace("~", "~0").Replace("/", "~1");

    private static string Short(string name) => name.Length <= 64 ? name : name[..64] + "...";

    [GeneratedRegex(@"^\$(?:\.[a-z0-9_]{1,64}|\[[0-9]{1,9}\]){0,32}$")]
    private static partial Regex PlainPath();
}
