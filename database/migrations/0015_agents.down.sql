DROP TABLE assistant.agent_version;
DROP TABLE assistant.agent_file;
