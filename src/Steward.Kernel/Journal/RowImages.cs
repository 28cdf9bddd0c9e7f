using System.Collections;
using System.Text;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>One row of a change as it is kept until it is written: the images as the JSON's bytes, of which there may be many.</summary>
internal sealed record RowImages(string Entity, Guid Id, byte[]? Before, byte[]? After)
{
    public RowChangeKind Kind =>
        Before is null ? RowChangeKind.Added
        : After is null ? RowChangeKind.Deleted
        : RowChangeKind.Changed;

    public string? BeforeText => Before is null ? null : Encoding.UTF8.GetString(Before);
    public string? AfterText => After is null ? null : Encoding.UTF8.GetString(After);

    /// <summary>What people know the row by.</summary>
    public string? Label(EntityInfo entity) =>
        entity.Label is { } label && Parse(After ?? Before)!.Value.TryGetProperty(label.Name, out var name)
            ? name.GetString()
            : null;

    public RowChange View() => new(Entity, Id, Kind, Parse(Before), Parse(After));

    private static JsonElement? Parse(byte[]? image)
    {
        if (image is null)
            return null;
        var reader = new Utf8JsonReader(image);
        return JsonElement.ParseValue(ref reader);
    }
}

/// <summary>The rows as they are shown, each made when it is asked for.</summary>
internal sealed class RowChanges(IReadOnlyList<RowImages> rows) : IReadOnlyList<RowChange>
{
    public int Count => rows.Count;

    public RowChange this[int index] => rows[index].View();

    public IEnumerator<RowChange> GetEnumerator() => rows.Select(row => row.View()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
