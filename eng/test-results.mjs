// Reads the TRX files of a run: each suite's time and its ten slowest tests, then one line with the sum.
// Exit code 1 if anything failed, a suite with tests in it ran none, or no test ran at all.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [folder, ...suites] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
let good = true;

for (const suite of suites) {
  const file = join(folder, `${suite}.trx`);
  const trx = existsSync(file) ? readFileSync(file, "utf8") : "";
  const tests = read(trx);
  for (const test of tests) sum[test.outcome]++;
  console.log(`\n${suite}: ${tests.length} tests in ${took(trx).toFixed(0)} s.${tests.length > 0 ? " The slowest:" : ""}`);
  for (const test of tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10)) console.log(`  ${test.seconds.toFixed(2).padStart(8)} s  ${test.name}`);
  for (const test of tests.filter(t => t.outcome === "failed")) console.log(`  failed: ${test.name}`);
  if (tests.length === 0 && hasTests(join("tests", suite))) {
    console.log(`  ${suite} has tests, and none ran.`);
    good = false;
  }
}

if (sum.failed > 0 || sum.passed === 0) good = false;
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(good ? 0 : 1);

function read(trx) {
  return [...trx.matchAll(/<UnitTestResult\b[^>]*>/g)].map(([element]) => ({
    name: attribute(element, "testName"),
    seconds: secondsOf(attribute(element, "duration")),
    outcome: { Passed: "passed", NotExecuted: "skipped" }[attribute(element, "outcome")] ?? "failed",
  }));
}

function took(trx) {
  const [times] = /<Times\b[^>]*>/.exec(trx) ?? [""];
  const seconds = (Date.parse(attribute(times, "finish")) - Date.parse(attribute(times, "start"))) / 1000;
  return Number.isFinite(seconds) ? seconds : 0;
}

function attribute(element, name) {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(element);
  const plain = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return (found?.[1] ?? "").replace(/&(lt|gt|quot|apos|amp);/g, (_, entity) => plain[entity]);
}

function secondsOf(duration) {
  const [hours, minutes, seconds] = duration.split(":").map(Number);
  return Number.isFinite(seconds) ? hours * 3600 + minutes * 60 + seconds : 0;
}

function hasTests(folder) {
  return readdirSync(folder, { recursive: true })
    .filter(path => path.endsWith(".cs") && !/(^|[\\/])(bin|obj)[\\/]/.test(path))
    .some(path => /\[(Fact|Theory)\b/.test(readFileSync(join(folder, path), "utf8")));
}
