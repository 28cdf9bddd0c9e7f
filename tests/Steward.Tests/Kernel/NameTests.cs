using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class NameTests(TestSteward steward)
{
    [Fact]
    public async Task A_name_as_it_is_written_goes_before_one_in_another_case()
    {
        var ana = await steward.NewOwner();
        var (small, large) = (await ana.Run(new AddTask("milk")), await ana.Run(new AddTask("Milk")));

        Assert.Equal(small.Id, await Found(ana, "milk"));
        Assert.Equal(large.Id, await Found(ana, "Milk"));
        Assert.Equal("ambiguous_name", (await ana.Refused("get_task", new { task_id = "MILK" })).Code);
    }

    [Theory]
    [InlineData("Äpfel kaufen", "äPFEL KAUFEN")]
    [InlineData("Οδός", "ΟΔΌΣ")]
    [InlineData("Straße", "STRAßE")]
    [InlineData("50 % / 100 %", "50 % / 100 %")]
    [InlineData("it's \"quoted\" \\ $1 @name", "IT'S \"QUOTED\" \\ $1 @NAME")]
    public async Task Case_is_that_of_any_language(string title, string name)
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask(title));

        Assert.Equal(task.Id, await Found(ana, title));
        Assert.Equal(task.Id, await Found(ana, name));
    }

    [Theory]
    [InlineData("Pay the ren")]
    [InlineData("Pay the rent ")]
    [InlineData("Pay%")]
    [InlineData("Pay_the_rent")]
    [InlineData(" ")]
    public async Task Nothing_but_the_whole_name_counts(string name)
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));

        var refusal = await ana.Refused("get_task", new { task_id = name });

        Assert.Equal((RefusalKind.NotFound, "not_found"), (refusal.Kind, refusal.Code));
        Assert.Equal($"No task is called '{name}'. list_tasks shows them.", refusal.Message);
        Assert.Equal(
            [("entity", "task"), ("input", "task_id"), ("name", name)],
            refusal.Params.Select(pair => (pair.Key, (string)pair.Value!)).Order()
        );
        Assert.Equal(new InputError("/task_id", "not_found", refusal.Message), Assert.Single(refusal.Errors));
    }

    [Fact]
    public async Task Of_many_rows_with_one_name_ten_are_told()
    {
        var ana = await steward.NewOwner();
        var first = await ana.Run(new AddTask("Water"));
        for (var more = 0; more < 30; more++)
            await ana.Run(new AddTask("Water"));

        var refusal = await ana.Refused("get_task", new { task_id = "Water" });

        Assert.Equal((RefusalKind.Invalid, "ambiguous_name"), (refusal.Kind, refusal.Code));
        Assert.StartsWith(
            $"'Water' is the name of more than one task; use the id of the one you mean: {first.Id} (Water), ",
            refusal.Message
        );
        Assert.EndsWith("(Water), and others.", refusal.Message);
        var candidates = JsonSerializer.SerializeToElement(refusal.Params["candidates"], Wire.Json);
        Assert.Equal(10, candidates.GetArrayLength());
        Assert.Equal(
            ("Water", first.Id),
            (candidates[0].GetProperty("label").GetString(), candidates[0].GetProperty("id").GetGuid())
        );
    }

    [Fact]
    public async Task A_name_that_many_have_hides_no_other()
    {
        var ana = await steward.NewOwner();
        var (one, two) = (await ana.Run(new AddNote("one")), await ana.Run(new AddNote("two")));
        for (var more = 0; more < 60; more++)
            await steward.ExecuteAsOwner(
                "INSERT INTO testing.note (tenant_id, id, title, body, reads, owner_id, version, created_at, updated_at) "
                    + "VALUES ($1, $2, $3, 'ONE', 0, $4, 1, now(), now())",
                ana.Tenant.Value,
                new Guid(more + 1, 0, 0, new byte[8]),
                $"{more}",
                ana.Id.Value
            );

        await ana.Call("rename_notes", Renaming("one", "two"));
        var refusal = await ana.Refused("rename_notes", Renaming("One", "renamed two", "nobody"));

        Assert.Equal("renamed one", (await ana.Run(new ReadNote(one.Id))).Title);
        Assert.Equal("renamed two", (await ana.Run(new ReadNote(two.Id))).Title);
        Assert.Equal(("ambiguous_name", "/notes/0/note_id"), (refusal.Code, Assert.Single(refusal.Errors).Pointer));
    }

    [Fact]
    public async Task A_name_that_the_caller_may_not_see_is_nobodys()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var own = await ana.Run(new AddNote("plan"));
        var shared = await ana.Run(new AddNote("shared plan"));

        Assert.Equal(own.Id, ((NoteView)(await ana.Call("read_note", new { note_id = "plan" })).Result!).Id);
        Assert.Equal(shared.Id, ((NoteView)(await ben.Call("read_note", new { note_id = "SHARED plan" })).Result!).Id);
        Assert.Equal("not_found", (await ben.Refused("read_note", new { note_id = "plan" })).Code);
        Assert.Equal(
            "not_allowed",
            (await ben.Refused("rename_note", new { note_id = "shared plan", title = "x" })).Code
        );
        await ben.Run(new AddNote("Plan"));
        Assert.NotNull((await ben.Call("read_note", new { note_id = "plan" })).Result);
    }

    [Fact]
    public async Task Who_may_write_and_not_read_learns_nothing_by_names()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddTask("Pay the rent"));
        var writer = ana.As(caller => caller with { Scopes = ScopeSet.Of(Scopes.WriteTasks) });

        foreach (var name in new[] { "Pay the rent", "nobody's" })
            Assert.Equal("missing_scope", (await writer.Refused("complete_task", new { task_id = name })).Code);
    }

    [Fact]
    public async Task What_looks_like_an_id_is_one()
    {
        var ana = await steward.NewOwner();
        var id = TestSteward.NewId();
        await ana.Run(new AddTask(id.ToString()));

        Assert.Equal(id, (await ana.Refused("get_task", new { task_id = id })).Params["id"]);
        foreach (var form in new[] { $"{id:n}", $"{id:b}", $" {id}" })
            Assert.Equal(("/task_id", "wrong_type"), await Error(ana, "get_task", new { task_id = form }));
    }

    [Fact]
    public async Task A_member_goes_by_name_and_address_and_me_is_who_asks()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");

        foreach (
            var (name, member) in new[]
            {
                ("Ben", ben),
                ($"BEN@{ben.Id.Value:n}.example", ben),
                ("me", ana),
                ("ana", ana),
            }
        )
            Assert.Equal(
                member.Id,
                Assert.Single(
                    (
                        (TaskView)
                            (await ana.Call("add_task", new { title = "x", assignee_ids = new[] { name } })).Result!
                    ).AssigneeIds
                )
            );
    }

    [Fact]
    public async Task A_name_in_the_trash_is_restored_and_nothing_else()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new DeleteTask(task.Id));

        Assert.Equal("not_found", (await ana.Refused("get_task", new { task_id = "Pay the rent" })).Code);
        await ana.Call("restore_task", new { task_id = "Pay the rent" });
        Assert.Equal(task.Id, await Found(ana, "Pay the rent"));
        Assert.Equal(
            "No task in the trash is called 'Pay the rent'. list_tasks shows them.",
            (await ana.Refused("restore_task", new { task_id = "Pay the rent" })).Message
        );
    }

    [Fact]
    public async Task Every_name_in_operations_within_is_found_and_every_unknown_one_is_told()
    {
        var ana = await steward.NewOwner();
        var notes = new List<NoteView>();
        foreach (var title in new[] { "one", "two", "three" })
            notes.Add(await ana.Run(new AddNote(title)));

        await ana.Call("rename_notes", Renaming("one", notes[1].Id.ToString(), "THREE"));
        var refusal = await ana.Refused("rename_notes", Renaming("four", "renamed one", "five"));

        Assert.Equal("renamed THREE", (await ana.Run(new ReadNote(notes[2].Id))).Title);
        Assert.Equal(["/notes/0/note_id", "/notes/2/note_id"], refusal.Errors.Select(error => error.Pointer));
        Assert.Equal("four", refusal.Params["name"]);
        Assert.Equal("renamed one", (await ana.Run(new ReadNote(notes[0].Id))).Title);
    }

    [Fact]
    public async Task Names_in_a_list_stand_where_they_stood()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("one"));

        await ana.Call("touch_notes", new { note_ids = new[] { "one", note.Id.ToString(), "ONE" } });
        var refusal = await ana.Refused("touch_notes", new { note_ids = new[] { "one", "two" }, task_id = "x" });

        Assert.Equal("/note_ids/1", Assert.Single(refusal.Errors).Pointer);
    }

    [Fact]
    public async Task A_hostile_name_is_refused_as_any_text_is()
    {
        var ana = await steward.NewOwner();

        Assert.Equal(
            ("/task_id", "too_long"),
            await Error(ana, "get_task", new { task_id = new string('x', 1_000_000) })
        );
        Assert.Equal(("/task_id", "too_long"), await Error(ana, "get_task", new { task_id = new string('x', 501) }));
        Assert.Equal("not_found", (await ana.Refused("get_task", new { task_id = new string('x', 500) })).Code);
        Assert.Equal(("/task_id", "invalid_text"), await Error(ana, "get_task", new { task_id = "a\0b" }));
        Assert.Equal(("/task_id", "wrong_type"), await Error(ana, "get_task", new { task_id = "" }));
        Assert.Equal(("/task_id", "wrong_type"), await Error(ana, "get_task", new { task_id = new[] { "a" } }));
        Assert.Equal(("/note_ids/0", "wrong_type"), await Error(ana, "touch_notes", new { note_ids = new[] { 1 } }));
        Assert.Equal(
            ("/note_ids", "too_long"),
            await Error(ana, "touch_notes", new { note_ids = Enumerable.Repeat("x", 50_000) })
        );
        Assert.Equal(
            ["/task_id", "/priority", "/colour"],
            (
                await ana.Refused(
                    "update_task",
                    new
                    {
                        task_id = "a\uFFFE",
                        priority = "x",
                        colour = 1,
                    }
                )
            ).Errors.Select(e => e.Pointer)
        );
        var halved = Assert.Throws<RefusalException>(() =>
            steward.Catalogue.Find("get_task")!.Parse("""{"task_id": "a\ud800"}"""u8.ToArray())
        );
        Assert.Equal("wrong_type", Assert.Single(halved.Errors).Code);
    }

    [Fact]
    public async Task A_name_means_whom_it_names_when_the_call_is_made_again()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("one"));
        await ana.Call("rename_note", new { note_id = "one", title = "two" });

        Assert.Equal("not_found", (await ana.Refused("rename_note", new { note_id = "one", title = "x" })).Code);
        Assert.Equal(2, ((NoteView)(await ana.Call("read_note", new { note_id = "two" })).Result!).Version);
        var stale = await Assert.ThrowsAsync<RefusalException>(() =>
            ana.Call("rename_note", new { note_id = "two", title = "x" }, request => request with { IfVersion = 1 })
        );
        Assert.Equal(RefusalKind.PreconditionFailed, stale.Kind);
        Assert.Equal("two", (await ana.Run(new ReadNote(note.Id))).Title);
    }

    private static object Renaming(params string[] notes) =>
        new { notes = notes.Select(note => new { note_id = note, title = $"renamed {note}" }) };

    private static async Task<Guid> Found(Member member, string name) =>
        ((TaskView)(await member.Call("get_task", new { task_id = name })).Result!).Id;

    private static async Task<(string, string)> Error(Member member, string operation, object input)
    {
        var error = Assert.Single((await member.Refused(operation, input)).Errors);
        return (error.Pointer, error.Code);
    }
}
