// node tests/report.mjs RESULTS [--coverage]
// Sums the test runs (*.trx, and the web app's), and checks the share of lines that they covered (*.cobertura.xml) against the floors.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const floors = [
  { name: "Steward.Kernel", floor: 0.95, holds: (project) => project === "Steward.Kernel" },
  { name: "the rest of src", floor: 0.9, holds: (project) => project !== "Steward.Kernel" },
];

const [results, option] = process.argv.slice(2);
const source = resolve(import.meta.dirname ?? join(new URL(import.meta.url).pathname, ".."), "../src");
const files = (ending) =>
  readdirSync(results, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(results, name), "utf8"));

const reached = option === "--coverage" ? checkCoverage() : true;
const counts = count();
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = reached && counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function count() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const run of files(".trx")) {
    const counter = (name) => Number(run.match(new RegExp(`<Counters[^>]* ${name}="(\\d+)"`))?.[1] ?? 0);
    sum.passed += counter("passed");
    sum.skipped += counter("total") - counter("executed");
    sum.failed += counter("executed") - counter("passed");
  }
  for (const run of files("web.json").map((text) => JSON.parse(text))) {
    sum.passed += run.numPassedTests;
    sum.skipped += run.numPendingTests + run.numTodoTests;
    sum.failed += run.numFailedTests;
  }
  return sum;
}

function checkCoverage() {
  const lines = coveredLines();
  let all = true;
  console.log();
  for (const { name, floor, holds } of floors) {
    const mine = [...lines].filter(([key]) => holds(key.split("/")[0])).map(([, hits]) => hits);
    const share = mine.filter((hits) => hits > 0).length / mine.length;
    const enough = mine.length > 0 && share >= floor;
    const percent = mine.length > 0 ? `${(share * 100).toFixed(1)} %` : "not measured";
    console.log(`coverage of ${name}: ${percent} of ${mine.length} lines, at least ${floor * 100} %${enough ? "" : ": TOO LOW"}`);
    if (!enough) worst(lines, holds);
    all &&= enough;
  }
  return all;
}

// A line counts once, however many classes, state machines and runs mention it.
function coveredLines() {
  const lines = new Map();
  for (const report of files(".cobertura.xml")) {
    const roots = [...report.matchAll(/<source>(.*?)<\/source>/g)].map((match) => match[1]);
    for (const [, name, body] of report.matchAll(/<class [^>]*filename="([^"]*)"[^>]*>(.*?)<\/class>/gs)) {
      const file = ["", ...roots].map((folder) => relative(source, resolve("/", folder, name))).find((path) => !path.startsWith(".."));
      if (file === undefined) continue;
      for (const [, number, hits] of body.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) {
        const key = `${file}:${number}`;
        lines.set(key, Math.max(lines.get(key) ?? 0, Number(hits)));
      }
    }
  }
  return lines;
}

function worst(lines, holds) {
  const missed = new Map();
  for (const [key, hits] of lines) {
    const file = key.slice(0, key.lastIndexOf(":"));
    if (hits === 0 && holds(file.split("/")[0])) missed.set(file, (missed.get(file) ?? 0) + 1);
  }
  const most = [...missed].sort((one, other) => other[1] - one[1]).slice(0, 15);
  for (const [file, number] of most) console.log(`  ${number} lines not covered in src/${file}`);
}
