namespace Steward.Tasks;

/// <summary>What cannot be added, told with its line.</summary>
internal static class QuickFaults
{
    public static void Check(IReadOnlyList<QuickLine> lines)
    {
        if (lines is [])
            throw RefusalException.Invalid("/text", "required", "The text has no line with a task.");
        if (lines.Select(Fault).OfType<InputError>().ToList() is { Count: > 0 } faults)
            throw new RefusalException(
                RefusalKind.Invalid,
                "invalid_input",
                "Nothing was added. " + string.Join(" ", faults.Select(fault => fault.Message))
            )
            {
                Params = new Dictionary<string, object?>
                {
                    ["line"] = lines.First(line => Fault(line) is not null).Number,
                },
                Errors = faults,
            };
    }

    public static RefusalException OfLine(RefusalException refusal, int line) =>
        new(refusal.Kind, refusal.Code, $"Nothing was added: line {line} was refused. {refusal.Message}")
        {
            Params = refusal
                .Params.Append(KeyValuePair.Create("line", (object?)line))
                .DistinctBy(pair => pair.Key)
                .ToDictionary(),
            Errors =
            [
                .. refusal.Errors.Select(error =>
                    error with
                    {
                        Pointer = "/text",
                        Message = $"Line {line}: {error.Message}",
                    }
                ),
            ],
            RetryAfter = refusal.RetryAfter,
        };

    private static InputError? Fault(QuickLine line)
    {
        if (line.Title.Length == 0)
            return new(
                "/text",
                "no_title",
                $"Line {line.Number} has no title: say what is to be done, or put it in quotes."
            );
        var isElsewhere =
            line.Parent is { } parent
            && (
                (line.OwnProject is { } project && project != parent.Project)
                || (line.OwnSection is { } section && section != parent.Section)
            );
        return isElsewhere
            ? new(
                "/text",
                "elsewhere",
                $"Line {line.Number} is a part of the task above it and stands where that does: name no other project or section, or do not indent it."
            )
            : null;
    }
}
