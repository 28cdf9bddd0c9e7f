using System.Text.Json.Nodes;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Sequences;

/// <summary>The inputs of the samples, from which random ones are made.</summary>
public sealed class Templates(TestSteward steward) : IAsyncLifetime
{
    private readonly List<Template> all = [];

    internal IReadOnlyList<Template> Commands => [.. all.Where(template => template.Operation.IsCommand)];
    internal IReadOnlyList<Template> Queries => [.. all.Where(template => !template.Operation.IsCommand)];

    public async ValueTask InitializeAsync()
    {
        foreach (var operation in Operations.Listed.Where(IsForPeopleAndUndoable).Where(Operations.HasSample))
            all.Add(new(operation, (await Staged.Of(steward, operation.Name)).Json));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What has no scope is about the caller's own session, which is machinery.</summary>
    private static bool IsForPeopleAndUndoable(OperationInfo operation) =>
        operation is { IsAnonymous: false, IsSystem: false, NeverUndone: null, Scope: not null };
}

internal sealed record Template(OperationInfo Operation, JsonObject Sample)
{
    private readonly JsonObject schemas = Schemas.Input(Operation)["properties"]?.AsObject() ?? [];

    /// <summary>A random input; null if nothing is there yet that it could name.</summary>
    public JsonObject? Fill(Random random, Func<InputInfo, Guid?> id)
    {
        var input = new JsonObject();
        foreach (var place in Operation.Inputs)
        {
            if (!place.IsRequired && random.Next(3) == 0)
                continue;
            var value = Ids.Inputs(Operation).Contains(place) ? Id(place, id) : Value(place, random);
            if (value is not null)
                input[place.Name] = value;
            else if (place.IsRequired)
                return null;
        }
        return input;
    }

    private JsonNode? Id(InputInfo place, Func<InputInfo, Guid?> id) =>
        id(place) is not { } found ? null
        : Sample[place.Name] is JsonArray ? new JsonArray(found)
        : found;

    private JsonNode? Value(InputInfo place, Random random) =>
        schemas[place.Name] switch
        {
            JsonObject schema when schema["enum"] is JsonArray values => values[random.Next(values.Count)]?.DeepClone(),
            JsonObject schema when schema["minimum"] is { } from && schema["maximum"] is { } to => random.NextInt64(
                (long)from,
                (long)to + 1
            ),
            _ when place.ValueType == typeof(bool) => random.Next(2) == 0,
            _ when place.ValueType == typeof(string) && Sample[place.Name] is { } text => random.Next(2) == 0
                ? text.DeepClone()
                : $"{text} {random.Next(20)}",
            _ => Sample[place.Name]?.DeepClone(),
        };
}
