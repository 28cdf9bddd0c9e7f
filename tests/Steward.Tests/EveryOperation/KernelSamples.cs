using Steward.Tasks;

namespace Steward.Tests.EveryOperation;

/// <summary>Samples of the journal's operations, and of the test module's.</summary>
internal static class KernelSamples
{
    internal sealed class ListChangesSample : Sample<ListChanges>
    {
        public override async Task<ListChanges> Of(World world)
        {
            var task = await world.Ana.Run(new AddTask("Pay the rent"));
            return new(UserId: world.Ana.Id, Operation: "add_task", Entity: "task", Id: task.Id);
        }
    }

    internal sealed class GetChangeSample : Sample<GetChange>
    {
        public override async Task<GetChange> Of(World world) => new(await Change(world));
    }

    internal sealed class FollowChangesSample : Sample<FollowChanges>
    {
        public override async Task<FollowChanges> Of(World world)
        {
            var end = await world.Ana.Run(new FollowChanges());
            await Change(world);
            return new(end.Cursor);
        }
    }

    internal sealed class GetVisitSample : Sample<GetVisit>
    {
        public override async Task<GetVisit> Of(World world)
        {
            await world.Ana.Run(new UpdateVisit());
            return new();
        }
    }

    internal sealed class UpdateVisitSample : Sample<UpdateVisit>
    {
        public override Task<UpdateVisit> Of(World world) => Task.FromResult(new UpdateVisit());
    }

    internal sealed class UndoChangeSample : Sample<UndoChange>
    {
        public override async Task<UndoChange> Of(World world) => new(await Change(world));
    }

    internal sealed class UndoChangesSample : Sample<UndoChanges>
    {
        public override async Task<UndoChanges> Of(World world) => new([await Change(world), await Change(world)]);
    }

    internal sealed class AddNoteSample : Sample<AddNote>
    {
        public override async Task<AddNote> Of(World world) => new("Sum", "1234", (await NewNote(world)).Id);
    }

    internal sealed class RenameNoteSample : Sample<RenameNote>
    {
        public override async Task<RenameNote> Of(World world) => new((await NewNote(world)).Id, "Total");
    }

    internal sealed class RenameNotesSample : Sample<RenameNotes>
    {
        public override async Task<RenameNotes> Of(World world) => new([new((await NewNote(world)).Id, "Total")]);
    }

    internal sealed class ReadNoteSample : Sample<ReadNote>
    {
        public override async Task<ReadNote> Of(World world) => new((await NewNote(world)).Id);
    }

    internal sealed class RemoveNoteSample : Sample<RemoveNote>
    {
        public override async Task<RemoveNote> Of(World world) => new((await NewNote(world)).Id);
    }

    internal sealed class PlanNoteSample : Sample<PlanNote>
    {
        public override Task<PlanNote> Of(World world) => Task.FromResult(new PlanNote("chain of things"));
    }

    internal sealed class FollowNoteSample : Sample<FollowNote>
    {
        public override async Task<FollowNote> Of(World world) => new((await NewNote(world)).Id);
    }

    internal sealed class ScheduleNoteSample : Sample<ScheduleNote>
    {
        /// <summary>Not due while the tests run: another test would do it.</summary>
        public override Task<ScheduleNote> Of(World world) =>
            Task.FromResult(new ScheduleNote("Later", At: DateTimeOffset.UtcNow.AddYears(1)));
    }

    internal sealed class SendNoteSample : Sample<SendNote>
    {
        public override async Task<SendNote> Of(World world) => new((await NewNote(world)).Id);
    }

    internal sealed class LockNoteSample : Sample<LockNote>
    {
        public override async Task<LockNote> Of(World world) => new((await NewNote(world)).Id);
    }

    private static async Task<Guid> Change(World world) =>
        (await world.Ana.Call(new AddTask("Pay the rent"))).ChangeId!.Value;

    private static Task<NoteView> NewNote(World world) => world.Ana.Run(new AddNote($"Note {TestSteward.NewId()}"));
}
