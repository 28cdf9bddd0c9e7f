using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class CompleteQueryTests(TestSteward steward)
{
    internal sealed class Sample : Sample<CompleteQuery>
    {
        public override async Task<CompleteQuery> Of(World world)
        {
            await world.Ana.Run(new AddProject("Household"));
            return new("project:Hou and overdue", 11);
        }
    }

    [Fact]
    public async Task Names_are_those_that_the_caller_sees()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var home = await ana.Run(new AddProject("Home"));
        await ana.Run(new AddProject("Hobby", MemberIds: []));
        await ana.Run(new DeleteProject((await ana.Run(new AddProject("Hotel"))).Id));
        await ana.Run(new AddSection(home.Id, "Doing"));
        await ana.Run(new AddLabel("next action"));
        await (await steward.NewOwner("Bob")).Run(new AddProject("House"));

        Assert.Equal(
            ["HOBB", "HOME", "Hobby", "Home"],
            (await Inserts(ana, "project:ho")).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["HOME", "Home"], (await Inserts(ben, "project:ho")).Order(StringComparer.Ordinal));
        Assert.Equal(["Home/Doing"], (await Inserts(ben, "section:hom")).Select(one => one.Trim('"')));
        Assert.Equal(["\"next action\""], await Inserts(ben, "label in (waiting, NEXT"));
        Assert.Equal("Ben", (await Inserts(ana, "assignee:Be")).First());
        Assert.Equal(["me"], await Inserts(ana, "creator:m"));
        Assert.Empty(await Inserts(ana, "parent:x"));
    }

    [Fact]
    public async Task Of_an_empty_text_it_tells_all_that_there_is()
    {
        var ana = await steward.NewOwner();

        var completion = await ana.Run(new CompleteQuery());

        Assert.Superset(
            TaskLanguage.Queries.Terms.Select(term => term.Name).ToHashSet(),
            completion.Suggestions.Select(one => one.Insert).ToHashSet()
        );
        Assert.Equal((0, 0), (completion.Start, completion.Length));
        Assert.Equal(
            ["priority"],
            (await ana.Run(new CompleteQuery("pri and done", 3))).Suggestions.Select(one => one.Insert)
        );
        Assert.Equal("/position", (await ana.Refused(new CompleteQuery("x", -1))).Errors[0].Pointer);
        Assert.Equal("/text", (await ana.Refused(new CompleteQuery(new('x', 2001)))).Errors[0].Pointer);
    }

    private static async Task<IEnumerable<string>> Inserts(Member member, string text) =>
        (await member.Run(new CompleteQuery(text))).Suggestions.Select(one => one.Insert);
}
