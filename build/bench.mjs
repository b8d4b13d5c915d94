// @ts-check
import { parseArgs } from 'node:util';
import { ensureBuilt } from './bundle.mjs';

/**
 * Measures what docs/performance.md tells, prints it as a table, and exits with 1 where a target is
 * missed. `npm run bench -- download remove` measures only these; where all was measured, by five pairs
 * or more, docs/performance.md and .json are written. `--check` (`npm run bench:check`) writes nothing and
 * exits with 1 where something is much slower than is written there. `--rounds N` is for a first look.
 * Not part of the tests: it wants the machine to itself.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, rounds: { type: 'string' } },
});
await ensureBuilt();
const { roundsVariable } = await import('../tests/bench/rounds.ts');
if (values.rounds !== undefined) process.env[roundsVariable] = values.rounds;
const { measureAll, measures } = await import('../tests/bench/measures.ts');
const { terminalTable } = await import('../tests/bench/table.ts');
const { isReached } = await import('../tests/bench/row.ts');
const { writeReport, writtenRows } = await import('../tests/bench/report.ts');
const { describeMachine } = await import('../tests/bench/this-machine.ts');
const { compare } = await import('../tests/bench/compare.ts');

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

const machine = await describeMachine();
for (const line of machine) say(line);
const written = values.check ? await writtenRows() : [];
const rows = await measureAll(positionals, say);
say('');
for (const line of terminalTable(rows)) say(line);
say('');
if (values.check) {
  const ids = new Set(rows.map(({ id }) => id));
  const { worse, unknown } = compare(
    positionals.length === 0 ? written : written.filter(({ id }) => ids.has(id)),
    rows,
  );
  for (const line of worse) say(`WORSE  ${line}`);
  for (const id of unknown) say(`new    ${id}: nothing is written of it yet`);
  if (worse.length > 0) process.exitCode = 1;
  else say('nothing is slower than docs/performance.json says');
} else {
  if (rows.some((row) => !isReached(row))) process.exitCode = 1;
  const isWhole = Object.keys(measures).every((name) => positionals.length === 0 || positionals.includes(name));
  if (isWhole && rows.every(({ pairs }) => pairs >= 5)) {
    await writeReport(rows, machine);
    say('written to docs/performance.md and docs/performance.json');
  } else say('not written down: that takes all measures and five pairs of each');
}
// Threads and servers of the measures are of no more use.
process.exit();
