namespace Steward.Tasks;

/// <summary>A row that stands in another one of its kind.</summary>
internal interface IBranch
{
    Guid Id { get; }
    Guid? ParentId { get; }
}
