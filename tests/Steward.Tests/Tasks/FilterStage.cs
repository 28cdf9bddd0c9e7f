using Steward.Tasks;

namespace Steward.Tests.Tasks;

/// <summary>What the examples of the query language name.</summary>
internal static class FilterStage
{
    public static async Task Set(Member member)
    {
        var home = await member.Run(new AddProject("Home", Key: "HOME"));
        await member.Run(new AddSection(home.Id, "Doing"));
        foreach (var label in (string[])["waiting", "next action"])
            await member.Run(new AddLabel(label));
        await member.Run(new AddTask("Plan the party"));
    }
}
