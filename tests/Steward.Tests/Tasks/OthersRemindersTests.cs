using Steward.Tasks;

namespace Steward.Tests.Tasks;

/// <summary>Ben's reminders go along with Ana's tasks: they are in her changes, and she is not told of them.</summary>
public sealed class OthersRemindersTests(TestSteward steward)
{
    private static readonly Due Daily = new(new(2099, 12, 1), new(9, 0), "Europe/Berlin");

    [Fact]
    public async Task They_hide_no_change_and_stand_in_none_that_she_reads()
    {
        var (ana, ben, task, _) = await Reminded();
        var start = (await ana.Run(new FollowChanges())).Cursor;

        var done = (await ana.Call(new CompleteTask(task.Id))).ChangeId!.Value;

        Assert.Equal(done, (await ana.Changes())[0].Id);
        // The feed stands still while a transaction of before, of another test perhaps, is open; so it may begin earlier.
        Feed feed;
        do feed = await ana.Run(new FollowChanges(start));
        while (feed.Cursor == start || feed.Items.All(change => change.Id != done));
        Assert.Single(feed.Items, change => change.Id == done);
        var hers = await ana.Run(new GetChange(done));
        Assert.DoesNotContain("reminder", hers.Rows.Select(row => row.Entity));
        Assert.Equal(hers.Rows.Count, hers.RowCount);
        var his = await ben.Run(new GetChange(done));
        Assert.Equal(hers.RowCount + 1, his.RowCount);
        Assert.Equal(hers.Change.Summary, his.Change.Summary);
    }

    [Fact]
    public async Task They_are_not_in_a_preview()
    {
        var (ana, ben, task, _) = await Reminded();

        Assert.DoesNotContain("reminder", await Previewed(ana));
        Assert.Contains("reminder", await Previewed(ben));

        async Task<IEnumerable<string>> Previewed(Member who) =>
            (await who.Preview(new CompleteTask(task.Id))).Preview!.Select(row => row.Entity);
    }

    [Fact]
    public async Task No_filter_finds_a_change_by_them()
    {
        var (ana, ben, task, first) = await Reminded();
        var added = (await ben.Changes())[0].Id;
        var done = (await ana.Call(new CompleteTask(task.Id))).ChangeId!.Value;
        var next = await Next(ana);
        var copy = Assert.Single((await ben.Run(new ListReminders(next.Id))).Items);

        Assert.Empty(await Found(ana, new(Entity: "reminder")));
        Assert.Empty(await Found(ana, new(Id: copy.Id)));
        Assert.Equal([done], await Found(ana, new(Id: next.Id)));
        Assert.Equal([done, added], await Found(ben, new(Entity: "reminder")));
        Assert.Equal([done], await Found(ben, new(Id: copy.Id)));
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new GetChange(added))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new UndoChange(added))).Kind);
        Assert.Equal([added], await Found(ben, new(Id: first.Id)));
    }

    [Fact]
    public async Task Undo_takes_them_back_and_brings_them_again()
    {
        var (ana, ben, task, _) = await Reminded();
        var done = (await ana.Call(new CompleteTask(task.Id))).ChangeId!.Value;
        var next = await Next(ana);
        var shown = (await ana.Run(new GetChange(done))).RowCount;

        var undone = await ana.Call(new UndoChange(done));

        Assert.Equal(shown, ((UndoResult)undone.Result!).Rows);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new ListReminders(next.Id))).Kind);
        Assert.Equal(shown, (await ana.Run(new GetChange(undone.ChangeId!.Value))).RowCount);

        await ana.Run(new UndoChange(undone.ChangeId.Value));
        Assert.Single((await ben.Run(new ListReminders(next.Id))).Items);
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_became_of_them_since_is_no_conflict(bool isRemoved)
    {
        var (ana, ben, task, _) = await Reminded();
        var done = (await ana.Call(new CompleteTask(task.Id))).ChangeId!.Value;
        var copy = Assert.Single((await ben.Run(new ListReminders((await Next(ana)).Id))).Items);
        if (isRemoved)
            await ben.Run(new RemoveReminder(copy.Id));
        else
            await steward.ExecuteAsOwner("UPDATE tasks.reminder SET sent_for = now() WHERE id = $1", copy.Id);

        await ana.Run(new UndoChange(done));

        Assert.Equal(task.Id, (await Next(ana)).Id);
    }

    [Fact]
    public async Task A_large_change_is_read_in_pages_without_them()
    {
        const int many = 80;
        var (ana, ben, _, _) = await Reminded();
        var tasks = (
            await ana.Run(
                new AddTasks([
                    .. Enumerable
                        .Range(0, many)
                        .Select(i => new AddTask($"Water {i}", Due: Daily, Recurrence: "FREQ=DAILY")),
                ])
            )
        )
            .Items.Select(item => item.Result!.Id)
            .ToList();
        foreach (var id in tasks)
            await ben.Run(new AddReminder(id, MinutesBefore: 30));

        var done = (await ana.Call(new CompleteTasks([.. tasks.Select(id => new CompleteTask(id))]))).ChangeId!.Value;

        Assert.Equal(done, (await ana.Changes())[0].Id);
        var hers = await Pages(ana, done);
        Assert.Equal(hers.Rows.Count, hers.Count);
        Assert.Equal(2 * many, hers.Rows.Count(row => row.Entity == "task"));
        Assert.DoesNotContain(hers.Rows, row => row.Entity == "reminder");
        var his = await Pages(ben, done);
        Assert.Equal((his.Count, hers.Count + many), (his.Rows.Count, his.Count));
        Assert.Empty(await Found(ana, new(Entity: "reminder")));
        Assert.Contains(done, await Found(ben, new(Entity: "reminder")));
        Assert.Equal(hers.Count, (await ana.Run(new UndoChange(done))).Rows);
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    private async Task<(Member Ana, Member Ben, TaskView Task, ReminderView Reminder)> Reminded()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var task = await ana.Run(new AddTask("Water the plants", Due: Daily, Recurrence: "FREQ=DAILY"));
        return (ana, ben, task, await ben.Run(new AddReminder(task.Id, MinutesBefore: 30)));
    }

    private static async Task<TaskView> Next(Member who) =>
        Assert.Single((await who.Run(new ListTasks([Status.Todo]))).Items);

    private static async Task<IEnumerable<Guid>> Found(Member who, ListChanges query) =>
        (await who.Run(query)).Items.Select(change => change.Id);

    private static async Task<(List<RowChange> Rows, int Count)> Pages(Member who, Guid change)
    {
        var rows = new List<RowChange>();
        ChangeDetails page;
        string? cursor = null;
        do
        {
            page = await who.Run(new GetChange(change, 70, cursor));
            rows.AddRange(page.Rows);
            cursor = page.NextCursor;
        } while (cursor is not null);
        return (rows, page.RowCount);
    }
}
