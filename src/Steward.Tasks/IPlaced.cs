namespace Steward.Tasks;

/// <summary>A row that people put in an order among its siblings.</summary>
internal interface IPlaced
{
    Guid Id { get; }
    Guid Position { get; set; }
}
