using System.Text.Json;

namespace Steward.Kernel;

/// <summary>From JSON to the record. The straight way first; only when that fails, a second look that names every fault.</summary>
internal static class InputReader
{
    public static IOperation Read(OperationInfo operation, ReadOnlyMemory<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json.Span, operation.Type, Wire.Json) is IOperation read)
                return read;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Told below, with all the other faults.
        }

        var errors = Faults(operation, json);
        throw RefusalException.Invalid(errors is [] ? [new("", "malformed", "The input could not be read.")] : errors);
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
            return Faults(operation, document.RootElement);
        }
    }

    private static List<InputError> Faults(OperationInfo operation, JsonElement body)
    {
        var errors = new List<InputError>();
        var seen = new HashSet<string>();
        foreach (var given in body.EnumerateObject())
        {
            if (!seen.Add(given.Name))
                errors.Add(new(Pointer(given.Name), "duplicate", $"'{Short(given.Name)}' is given twice."));
            else if (operation.Inputs.FirstOrDefault(input => input.Name == given.Name) is not { } input)
                errors.Add(new(Pointer(given.Name), "unknown", Unknown(operation, given.Name)));
            else
                errors.AddRange(Value(input, given.Value));
        }

        foreach (var input in operation.Inputs.Where(input => input.IsRequired && !seen.Contains(input.Name)))
            errors.Add(new(input.Pointer, "required", $"'{input.Name}' is required."));
        return errors;
    }

    private static IEnumerable<InputError> Value(InputInfo input, JsonElement given)
    {
        if (given.ValueKind is JsonValueKind.Null && !input.IsNullable)
            return [new(input.Pointer, "required", $"'{input.Name}' may not be null.")];
        try
        {
            var value = given.Deserialize(input.Property.PropertyType, Wire.Json);
            return Validation.Check(input, value is IOptional optional ? optional.Value : value);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var below = fault is JsonException { Path: ['$', ..] path }
                ? path[1..].Replace('.', '/').Replace('[', '/').Replace("]", "")
                : "";
            return [new(input.Pointer + below, "wrong_type", $"'{input.Name}' must be {Expected(input.ValueType)}.")];
        }
    }

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
}
