using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class PreviewTests(TestSteward steward)
{
    [Fact]
    public async Task A_preview_shows_the_effect_and_leaves_nothing()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        var preview = await ana.Preview(new UpdateTask(task.Id, Title: "Pay it"));

        var row = Assert.Single(preview.Preview!);
        Assert.Equal(("task", task.Id, RowChangeKind.Changed), (row.Entity, row.Id, row.Kind));
        Assert.Equal("Pay the rent", row.Before!.Value.GetProperty("title").GetString());
        Assert.Equal("Pay it", row.After!.Value.GetProperty("title").GetString());
        Assert.Equal("Pay it", ((TaskView)preview.Result!).Title);
        Assert.Null(preview.ChangeId);
        Assert.Equal("Pay the rent", (await ana.Run(new GetTask(task.Id))).Title);
        Assert.Single(await ana.Changes());
    }

    [Fact]
    public async Task A_preview_stores_no_key_and_no_job()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        await ana.Call(new DeleteTask(task.Id), r => r with { Preview = true, IdempotencyKey = "k" });
        await ana.Preview(new ScheduleNote("Later"));

        Assert.Empty(await steward.QueryAsOwner("SELECT 1 FROM kernel.job WHERE tenant_id = $1", ana.Tenant.Value));
        Assert.False((await ana.Call(new DeleteTask(task.Id), r => r with { IdempotencyKey = "k" })).Replayed);
    }

    [Fact]
    public async Task A_preview_shows_what_calls_and_listeners_do()
    {
        var ana = await steward.NewOwner();

        var preview = await ana.Preview(new PlanNote("chain of things"));

        Assert.Equal(["task", "note", "note"], preview.Preview!.Select(row => row.Entity));
        Assert.Empty(await ana.Changes());
    }

    [Fact]
    public async Task A_preview_hears_deferred_constraints()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddNote("Keys"));
        var parent = await ana.Run(new AddNote("Parent"));
        await ana.Run(new AddNote("Child", ParentId: parent.Id));

        foreach (
            var (operation, code) in new (IOperation, string)[]
            {
                (new AddNote("Keys"), "already_exists"),
                (new RemoveNote(parent.Id), "has_dependents"),
            }
        )
        {
            var previewed = await Assert.ThrowsAsync<RefusalException>(() => ana.Preview(operation));
            Assert.Equal((RefusalKind.Conflict, code), (previewed.Kind, previewed.Code));
            Assert.Equal(code, (await ana.Refused(operation)).Code);
        }
    }

    [Fact]
    public async Task A_fresh_secret_is_shown_as_new()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));

        var preview = await ana.Preview(new LockNote(note.Id));

        Assert.Equal("""{"pin":"(new)"}""", preview.Result!.ToString());
        Assert.Equal([null], (await steward.QueryAsOwner("SELECT pin FROM testing.note WHERE id = $1", note.Id))[0]);
    }

    [Fact]
    public async Task A_preview_is_refused_as_the_call_would_be()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        Func<OperationRequest, OperationRequest> preview = request => request with { Preview = true };

        Assert.Equal("not_found", (await ana.Refused(new GetTask(TestSteward.NewId()), preview)).Code);
        Assert.Equal("not_found", (await ana.Refused(new CompleteTask(TestSteward.NewId()), preview)).Code);
        Assert.Equal(
            "version_mismatch",
            (await ana.Refused(new CompleteTask(task.Id), r => r with { Preview = true, IfVersion = 7 })).Code
        );
        Assert.Equal(
            "approval_required",
            (await ana.AsAgent().Refused(new SendNote((await ana.Run(new AddNote("x"))).Id), preview)).Code
        );
    }
}
