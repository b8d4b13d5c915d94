import { expect, test } from 'vitest';
import { marker, performancePage } from './report.ts';
import { atMostMs, timesFaster } from './row.ts';

const rows = [
  timesFaster(
    3,
    { id: 'a', what: 'one thing', against: '`another`', note: 'a remark' },
    { ours: [10, 20, 30], against: [90, 80, 70] },
  ),
  atMostMs(5, { id: 'b', what: 'a second thing', against: 'a rename' }, { ours: [7.25], against: [1] }),
];
const told = { machine: ['Processor: 2 × one'], date: '2026-01-02', rows };

test('the page has the machine, the table, and an empty part to write in', () => {
  const page = performancePage(told, null);
  expect(page).toContain('- Measured on 2026-01-02\n- Processor: 2 × one\n');
  expect(page).toContain(
    '| one thing | `another` | 4.00 × | ≥ 3 × | reached | 20 ms · 80 ms | 3 | a remark |\n| a second thing | a rename | 7.3 ms | ≤ 5 ms | **missed** | 7.3 ms · 1.0 ms | 1 |  |\n',
  );
  expect(page.endsWith(`${marker}\n`)).toBe(true);
});

test('what was written by hand stays, whatever stood above it', () => {
  const byHand = '\n## Where the time goes\n\nIn Python.\n';
  const page = performancePage(told, `# Old\n\n| old |\n\n${marker}${byHand}`);
  expect(page.endsWith(`${marker}${byHand}`)).toBe(true);
  expect(page).not.toContain('# Old');
  expect(performancePage(told, page)).toBe(page);
});
