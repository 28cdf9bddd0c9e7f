DROP TABLE assistant.model_provider;
DROP SCHEMA IF EXISTS assistant;
