DROP FUNCTION
    assistant.add_outside_work,
    assistant.end_outside_work,
    assistant.claim_outside_work,
    assistant.keep_outside_work,
    assistant.outcome_of;
DROP TABLE assistant.outside_work, assistant.outside_call, assistant.outside_tool, assistant.server_version, assistant.outside_server;
