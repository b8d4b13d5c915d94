// @ts-check
import { parseArgs } from 'node:util';
import { describePoint } from '../tests/support/kill-point.ts';
import { killRuns } from '../tests/support/kill-run.ts';

/**
 * Ends hundreds of repairs at every kind of moment, as a power cut or a user would, and looks at what
 * each left and at how the next run mends it: `npm run kill -- [--points N] [--seed S] [--lanes L]`.
 * Prints a line for each and their sum. Exits 1 where one left things worse than it found them. The
 * same seed chooses the same moments; what is met there differs by some milliseconds.
 */
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '240' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    lanes: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
process.stdout.write(`Seed ${seed}\n`);
const began = Date.now();
const results = await killRuns({
  points: Number(values.points),
  seed,
  lanes: Number(values.lanes),
  onResult: (result, at) => {
    const notes = [result.landed ? [] : ['ended before'], result.open ? ['journal of changes open'] : []].flat();
    const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    process.stdout.write(`${at + 1} ${describePoint(result.point)}: ${result.verdict}${note}\n`);
    for (const problem of result.problems) process.stdout.write(`    ${problem}\n`);
  },
});
/** @param {string} verdict */
const count = (verdict) => results.filter((result) => result.verdict === verdict).length;
const worse = count('worse');
const cut = results.filter(({ landed }) => landed).length;
process.stdout.write(
  `${results.length} points: ${count('healthy')} healthy, ${count('as before')} as before, ` +
    `${count('repairable')} repairable, ${worse} worse (${cut} met a living run, ` +
    `${Math.round((Date.now() - began) / 1000)} s)\n`,
);
process.exitCode = worse > 0 ? 1 : 0;
