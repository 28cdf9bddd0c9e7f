namespace Steward.Assistant;

[Operation("say", null, Route = "POST /assistant/say", ReachesFurther = true)]
[Description(
    "Does what a sentence says, in English or German, by rules and without a model: 'add call Bob tomorrow at 9', 'complete Pay the rent', "
        + "'what is due today', 'undo that', 'help'. What is not clear is asked back, and nothing is done."
)]
public sealed record Say(
    [property: Required, MaxLength(Phrases.LongestLine), Description("What a person would say.")] string Text,
    [property: MaxLength(35), Description("en or de. Absent: each is tried.")] string? Language = null,
    [property: Description("Also does what cannot be taken back.")] bool Confirm = false
) : ICommand<SayResult>
{
    internal sealed class Handler(IntentBook book) : IHandler<Say, SayResult>
    {
        public async Task<SayResult> Handle(Say command, OperationContext context, CancellationToken ct)
        {
            var said = Said.Of(command.Text);
            Understanding? best = null;
            // The language with more words in it first, so that it is also the one in which is answered.
            foreach (var language in book.For(command.Language).OrderByDescending(one => one.Known(said)))
            {
                var understood = await Understanding.Of(
                    language,
                    said,
                    new(context.Now, context.TimeZone, language.Name),
                    (entity, inTrash, names, ct) => context.FindNames(entity, names, ct, inTrash: inTrash),
                    ct
                );
                if (best is null || understood.Rank > best.Rank)
                    best = understood;
            }
            return await new Doing(best!, command.Confirm, context).Answer(ct);
        }
    }
}
