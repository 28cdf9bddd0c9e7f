using System.Diagnostics;
using Steward.Assistant;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Assistant.Agents;

public sealed class AgentReaderTests
{
    private const string Whole = """
        ---
        name: senior-engineer
        description: "Writes code: well."
        model: opus
        tools: add_task, list_tasks, Bash
        disallowedTools: [delete_task]
        maxTurns: 12
        reviewers:
          - reviewer
          - second-reviewer
        color: blue
        proactive_triggers:
          - a task is late
          - somebody asks
        memory: project
        ---

        # You write code

        Well.
        """;

    [Fact]
    public void Each_field_is_read()
    {
        var agent = Own(Whole);

        Assert.Equal("senior-engineer", agent.Name);
        Assert.Equal("Writes code: well.", agent.Description);
        Assert.Equal("opus", agent.Model);
        Assert.Equal(["add_task", "list_tasks"], agent.Tools!.Order());
        Assert.Equal(["Bash"], agent.MissingTools);
        Assert.Equal(["add_task", "list_tasks", "Bash"], agent.NamedTools);
        Assert.Equal(["delete_task"], agent.DisallowedTools);
        Assert.Equal(12, agent.MaxTurns);
        Assert.Equal(["reviewer", "second-reviewer"], agent.Reviewers);
        Assert.Equal("blue", agent.Color);
        Assert.Equal(["a task is late", "somebody asks"], agent.ProactiveTriggers);
        Assert.Equal("project", agent.Memory);
        Assert.Equal("# You write code\n\nWell.", agent.Instructions);
        Assert.Empty(agent.Warnings);
    }

    [Fact]
    public void What_is_not_said_is_open()
    {
        var agent = Own("---\nname: a\ndescription: b\nmodel: inherit\n---\nDo it.");

        Assert.Null(agent.Model);
        Assert.Null(agent.Tools);
        Assert.Null(agent.NamedTools);
        Assert.Null(agent.MaxTurns);
        Assert.True(agent.MayUse("anything"));
        Assert.Empty(
            agent.Reviewers.Concat(agent.ProactiveTriggers).Concat(agent.MissingTools).Concat(agent.DisallowedTools)
        );
    }

    [Theory]
    [InlineData("nmae: a", 4, "'nmae' is no field")]
    [InlineData("max_turns: 3", 4, "'max_turns' is no field")]
    [InlineData("name: b", 4, "a second time")]
    [InlineData("maxTurns: many", 4, "from 1 to 200")]
    [InlineData("maxTurns: 0", 4, "from 1 to 200")]
    [InlineData("maxTurns: 201", 4, "from 1 to 200")]
    [InlineData("color: blue\nreviewers: [Re Viewer]", 5, "no agent's name")]
    [InlineData("model: [a, b]", 4, "a text, not a list")]
    [InlineData("memory:\n  of: all", 4, "names with values")]
    [InlineData("color: a: b", 4, "YAML")]
    [InlineData("color: &a blue", 4, "Anchors")]
    [InlineData("color: *a", 4, "Aliases")]
    [InlineData("tools: [a", 5, "YAML")]
    [InlineData("model: caf\u00C3\u00A9", 4, "decoded wrongly")]
    public void A_fault_in_a_file_of_ours_names_its_line(string field, int line, string says)
    {
        var refusal = Assert.Throws<RefusalException>(() => Own($"---\nname: a\ndescription: b\n{field}\n---\nDo it."));

        Assert.Equal((RefusalKind.Invalid, "invalid_agent"), (refusal.Kind, refusal.Code));
        Assert.Contains(says, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"line {line}:", refusal.Message);
        Assert.Equal(line, refusal.Params["line"]);
    }

    [Theory]
    [InlineData("---\nname: a\n---\nDo it.", "no description")]
    [InlineData("---\nname: A B\ndescription: b\n---\nDo it.", "no name")]
    [InlineData("---\nname: a\ndescription: b\n---\n \n", "no instructions")]
    [InlineData("---\nname: a\ndescription: b\nDo it.", "no end")]
    [InlineData("Do it.", "no name")]
    public void A_file_of_ours_is_whole(string text, string says) =>
        Assert.Contains(says, Assert.Throws<RefusalException>(() => Own(text)).Message);

    [Theory]
    [InlineData("nmae: x\nhooks:\n  - a: [b, {c: d}]\n  - e", "'nmae' is no field")]
    [InlineData("name: c", "a second time")]
    [InlineData("maxTurns: 500\nx: y", "from 1 to 200")]
    [InlineData("tools: a: b", "YAML")]
    [InlineData("color: &a x\nmodel: *a", "Anchors")]
    [InlineData("memory: {a: b}", "names with values")]
    public void A_file_from_elsewhere_is_taken_with_warnings(string fields, string says)
    {
        var agent = Foreign($"---\nname: a\ndescription: b\n{fields}\n---\nDo it.");

        Assert.Equal(("a", "b", "Do it."), (agent.Name, agent.Description, agent.Instructions));
        Assert.Contains(
            agent.Warnings,
            warning => warning.Contains(says) && warning.StartsWith("Line 4:", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Without_front_matter_the_name_is_the_files_and_the_description_its_first_words()
    {
        var agent = AgentReader.Read(
            "\uFEFF\n# **Agent: Señor Engineer**\n\nDo it.\n",
            "agents/Señor_Engineer (2).md",
            isOwn: false,
            Operations.Catalogue
        );

        Assert.Equal(("senor-engineer-2", "Agent: Señor Engineer"), (agent.Name, agent.Description));
        Assert.Equal("# **Agent: Señor Engineer**\n\nDo it.", agent.Instructions);
        Assert.Contains("no name", Assert.Throws<RefusalException>(() => Foreign("Do it.")).Message);
    }

    [Fact]
    public void What_is_no_YAML_is_read_line_by_line()
    {
        var agent = Foreign(
            """
            ---
            name: 'a'
            # a remark: not a field
            description: Use it: always, and
              when "asked": too
            tools:
            - Read
            -   "add_task"
            reviewers: [reviewer, "x y"]
            memory: >
              all
              of it
            color:
            ---
            Do it.
            """
        );

        Assert.Equal("a", agent.Name);
        Assert.Equal("Use it: always, and when \"asked\": too", agent.Description);
        Assert.Equal(["Read", "add_task"], agent.NamedTools);
        Assert.Equal(["reviewer", "x-y"], agent.Reviewers);
        Assert.Equal(("all of it", null), (agent.Memory, agent.Color));
    }

    [Theory]
    [InlineData("TodoWrite", "add_task,complete_task,list_tasks,update_task", "")]
    [InlineData("todowrite, task", "add_task,ask_agent,complete_task,list_tasks,update_task", "")]
    [InlineData(
        "add_task,find_operations, run_operation ,preview_operation",
        "add_task,find_operations,preview_operation,run_operation",
        ""
    )]
    [InlineData("Read, Read, mcp__memory, mcp__memory__search", "", "Read,mcp__memory,mcp__memory__search")]
    [InlineData("mcp__steward__add_task, mcp__steward__nothing", "add_task", "mcp__steward__nothing")]
    [InlineData("Bash(git add:*, git rm:*), Task(worker)", "", "Bash(git add:*, git rm:*),Task(worker)")]
    [InlineData("", "", "")]
    public void Tools_are_Stewards_or_missing(string tools, string found, string missing)
    {
        var agent = Foreign($"---\nname: a\ndescription: b\ntools: {tools}\n---\nDo it.");

        Assert.Equal(found, string.Join(',', agent.Tools!.Order(StringComparer.Ordinal)));
        Assert.Equal(missing, string.Join(',', agent.MissingTools));
        Assert.All(agent.Tools!, tool => Assert.True(agent.MayUse(tool)));
        Assert.False(agent.MayUse("purge_task"));
    }

    [Fact]
    public void All_tools_are_all_and_what_is_disallowed_is_so_with_or_without_a_restriction()
    {
        var agent = Foreign(
            "---\nname: a\ndescription: b\ntools: '*'\ndisallowedTools: Task(worker), delete_task, Bash\n---\nx"
        );

        Assert.Null(agent.Tools);
        Assert.Equal(["ask_agent", "delete_task"], agent.DisallowedTools.Order());
        Assert.False(agent.MayUse("delete_task"));
        Assert.Contains("add_task", Foreign("---\nname: a\ndescription: b\ntools: mcp__steward\n---\nx").Tools!);
    }

    [Theory]
    [InlineData("tools", 200)]
    [InlineData("reviewers", 20)]
    [InlineData("proactive_triggers", 100)]
    public void Lists_are_bounded(string field, int most)
    {
        var items = string.Join("", Enumerable.Range(0, most + 50).Select(number => $"\n- x{number}"));
        var text = $"---\nname: a\ndescription: b\n{field}:{items}\n---\nDo it.";

        var agent = Foreign(text);

        Assert.Equal(most, agent.MissingTools.Count + agent.Reviewers.Count + agent.ProactiveTriggers.Count);
        Assert.Contains(
            $"line 4: '{field}' has more than {most} items",
            Assert.Throws<RefusalException>(() => Own(text)).Message
        );
    }

    [Fact]
    public void What_is_no_text_is_refused_with_its_line() =>
        Assert.All(
            new[] { "Do\nit\0.", "Do\n\uD83D it.", "Do\n\uDE00 it.", "Do it\n\uD83D", "Do\n\uFFFE it." },
            text => Assert.Contains("line 2:", Assert.Throws<RefusalException>(() => Foreign(text)).Message)
        );

    [Fact]
    public void Neither_bombs_nor_depth_nor_size_cost_anything()
    {
        const int much = 60_000;
        string[] fronts =
        [
            "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]",
            "x: " + new string('[', much),
            "x: " + string.Concat(Enumerable.Repeat("{a: ", much / 4)),
            string.Concat(Enumerable.Range(0, 300).Select(depth => new string(' ', depth) + "a:\n")),
            string.Concat(Enumerable.Repeat("- ", much / 2)),
            string.Concat(Enumerable.Repeat("? ", much / 2)),
            "x: \"" + new string('\\', much),
            "x: " + new string('&', much),
            "x: !" + new string('!', much),
            "%YAML 1.2\n--- a\n",
            new string('\t', much),
            string.Concat(Enumerable.Range(0, much / 8).Select(number => $"a{number}:\n")),
            "tools: " + new string('(', much),
            "tools: " + new string(',', much),
            string.Concat(Enumerable.Repeat("x:\n", much / 3)),
        ];

        var watch = Stopwatch.StartNew();
        foreach (var front in fronts)
        {
            Assert.Equal("Do it.", Foreign($"---\nname: a\n{front}\n---\nDo it.").Instructions);
            Assert.InRange(Foreign($"---\n{front}\nname: a\n---\nDo it.").Warnings.Count, 0, 50);
        }

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.Contains("256 KiB", Assert.Throws<RefusalException>(() => Foreign(new string('é', 200 << 10))).Message);
        Assert.Contains(
            "65536 characters",
            Assert.Throws<RefusalException>(() => Foreign($"---\n{new string('a', 70_000)}\n---\nx")).Message
        );
        Assert.Contains("empty", Assert.Throws<RefusalException>(() => Foreign(" \n")).Message);
    }

    [Fact]
    public void Whatever_stands_in_a_file_is_read_or_refused()
    {
        string[] pieces =
        [
            .. "---\n|name|: |description|tools|maxTurns|\n|\n- |- |  |\t|[|]|{|}|,|?|!|!!int |!<|&a|*a|'|\"|\\|\\x|#|>|%YAML 1.|%TAG|99999999999|...|~|null|\r|\u0085|\u2028|\uFEFF|é|🚨|0|a".Split(
                '|'
            ),
            "|",
        ];
        var random = new Random(7);
        for (var times = 0; times < 20_000; times++)
        {
            var middle = string.Concat(
                Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            foreach (var isOwn in new[] { false, true })
                try
                {
                    var agent = AgentReader.Read($"---\n{middle}\n---\nDo it.", "a", isOwn, Operations.Catalogue);
                    Assert.True(AgentName.IsValid(agent.Name) && agent.Description.Length <= 4000, middle);
                    Assert.True(!isOwn || agent.Warnings is [], middle);
                }
                catch (RefusalException refusal)
                {
                    Assert.Equal("invalid_agent", refusal.Code);
                }
        }
    }

    /// <summary>Only what reads: a reviewer that could change what it checks would be one more to check.</summary>
    [Fact]
    public void The_reviewer_that_comes_with_Steward_changes_nothing() =>
        Assert.All(
            new BuiltInAgents(Operations.Catalogue).Find("reviewer")!.Value.Definition.Tools!,
            tool => Assert.False(Operations.Catalogue.Find(tool)!.IsCommand)
        );

    [Theory]
    [InlineData("senior-engineer", true)]
    [InlineData("a", true)]
    [InlineData("7", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("Ana", false)]
    [InlineData("a_b", false)]
    [InlineData("ä", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    public void Names_have_small_letters_digits_and_hyphens(string name, bool isValid)
    {
        Assert.Equal(isValid, AgentName.IsValid(name));
        Assert.True(AgentName.IsValid(new string('a', 64)));
        Assert.False(AgentName.IsValid(new string('a', 65)));
    }

    [Theory]
    [InlineData("Senior Engineer.md", "senior-engineer")]
    [InlineData("C:\\agents\\Überprüfer.MD", "uberprufer")]
    [InlineData("  --A__B--  ", "a-b")]
    [InlineData("名前", null)]
    [InlineData(".md", null)]
    [InlineData("", null)]
    public void A_name_is_made_of_a_files(string file, string? name) => Assert.Equal(name, AgentName.Like(file));

    [Fact]
    public void A_name_that_is_made_is_valid() =>
        Assert.All(
            new[] { new string('x', 500), new string('a', 63) + "-b", "x" + new string('ﷺ', 300), "a\uD83D\uDE00b" },
            text => Assert.True(AgentName.IsValid(AgentName.Like(text)!), text)
        );

    private static AgentDefinition Own(string text) => AgentReader.Read(text, null, isOwn: true, Operations.Catalogue);

    private static AgentDefinition Foreign(string text) =>
        AgentReader.Read(text, null, isOwn: false, Operations.Catalogue);
}
