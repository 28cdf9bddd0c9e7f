namespace Steward.Tasks;

[Operation("delete_section", Scopes.WriteTasks, Route = "DELETE /sections/{section_id}")]
[Description("Takes a section away. Its tasks stay in the project, in no section; undo_change puts all back.")]
public sealed record DeleteSection([property: Resource("section", Access.Delete)] Guid SectionId) : ICommand<Nothing>
{
    internal sealed class Handler(SectionRepository sections) : IHandler<DeleteSection, Nothing>
    {
        public async Task<Nothing> Handle(DeleteSection command, OperationContext context, CancellationToken ct)
        {
            var section = await sections.Get(context.Tenant, command.SectionId, ct);
            foreach (var task in await sections.Tasks(context.Tenant, section, ct))
                task.SectionId = null;
            sections.Remove(context.Tenant, section);
            context.Raise(new SectionDeleted(section.Id));
            return Nothing.Value;
        }
    }
}
