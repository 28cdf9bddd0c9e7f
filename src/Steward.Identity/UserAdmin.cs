namespace Steward.Identity;

/// <summary>What the operator does with users on the command line, on the installation itself.</summary>
public sealed class UserAdmin(Pipeline pipeline, Catalogue catalogue)
{
    /// <summary>Adds a user with a tenant of his own. Throws the refusal that says what is wrong.</summary>
    public async Task<UserAdded> Add(AddUser user, CancellationToken ct)
    {
        var outcome = await pipeline.Run(
            new()
            {
                Operation = catalogue.Of(typeof(AddUser)),
                Caller = Caller.System(default, "command-line") with { Surface = Surface.Cli },
                Input = () => new(user),
            },
            ct
        );
        return (UserAdded)outcome.Result!;
    }
}
