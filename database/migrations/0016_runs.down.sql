DROP FUNCTION
    assistant.add_run,
    assistant.get_run,
    assistant.list_runs,
    assistant.list_steps,
    assistant.cancel_run,
    assistant.delete_runs,
    assistant.list_usage,
    assistant.claim_runs,
    assistant.keep_runs,
    assistant.add_steps,
    assistant.grow_step,
    assistant.leave_run,
    assistant.name_rows,
    assistant.count_usage,
    assistant.steps_of,
    assistant.approvals_of,
    assistant.approval_of,
    assistant.runs_below,
    assistant.add_child,
    assistant.earlier_runs,
    assistant.used_today;
DROP TABLE assistant.usage, assistant.step, assistant.run, assistant.run_limits, assistant.conversation;
DROP INDEX kernel.approval_key;
ALTER TABLE kernel.approval DROP COLUMN idempotency_key;
