namespace Steward.Tasks;

/// <summary>A file that is to be read, and what was said about it.</summary>
internal interface IImportSource : IValidatableObject
{
    const int MostCharacters = 40_000_000;
    const int MostBytes = 64 << 20;
    const int MostTasks = 50_000;

    string Content { get; }
    ImportFormat? Format { get; }
    Guid? ProjectId { get; }
    string? Name { get; }
    IReadOnlyList<ImportColumn>? Columns { get; }
    DateOrder? DateOrder { get; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (ProjectId is not null && Name is not null)
            yield return new("Give project_id or name, not both.", [nameof(Name)]);
    }
}
