DROP TABLE kernel.visit;
