namespace Steward.Kernel;

/// <summary>
/// The tables that are neither people's rows nor the journal: keys, jobs, sessions, throttles. They are not journaled and not
/// undone. Every other table holds an entity; a test compares.
/// </summary>
internal static class Machinery
{
    public static IReadOnlyList<string> Tables { get; } =
    [
        "public.steward_migration",
        "kernel.approval",
        "kernel.rule_use",
        "kernel.visit",
        "kernel.installation",
        "kernel.idempotency_key",
        "kernel.job",
        "kernel.live_ticket",
        "kernel.number",
        "kernel.progress",
        "assistant.outside_work",
        "assistant.run",
        "assistant.step",
        "assistant.usage",
        "identity.account",
        "identity.outside_identity",
        "identity.refresh_token",
        "identity.secret",
        "identity.session",
        "identity.signing_key",
        "identity.throttle",
        "tasks.task_reference",
    ];
}
