DROP TABLE assistant.model_provider;
DROP SCHEMA assistant;
