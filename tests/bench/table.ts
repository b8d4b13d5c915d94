import { isReached, type Row } from './row.ts';

/** `0.93 ×`, `12 ms`, `3.1 ms`, `118 MB`. */
const amount = (value: number, unit: Row['unit']): string => {
  const digits = unit === '×' ? 2 : value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`;
};

const targetOf = ({ target, unit }: Row): string =>
  'atMost' in target ? `≤ ${target.atMost} ${unit}` : `≥ ${target.atLeast} ${unit}`;

const mediansOf = ({ medianMs }: Row): string =>
  medianMs === null ? '–' : `${amount(medianMs.ours, 'ms')} · ${amount(medianMs.against, 'ms')}`;

const headings = ['what', 'against', 'measured', 'target', '', 'medians: ours · theirs', 'pairs', 'remarks'];

const cellsOf = (row: Row): string[] => [
  row.what,
  row.against,
  amount(row.value, row.unit),
  targetOf(row),
  isReached(row) ? 'reached' : '**missed**',
  mediansOf(row),
  String(row.pairs),
  row.note,
];

/** As Markdown. */
export const markdownTable = (rows: readonly Row[]): string =>
  [headings, headings.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** For a terminal, one line a row. */
export const terminalTable = (rows: readonly Row[]): string[] => {
  const lines = rows.map((row) => [
    isReached(row) ? 'reached' : 'MISSED',
    amount(row.value, row.unit),
    targetOf(row),
    `${row.what}, against ${row.against} (${mediansOf(row)})`,
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(0, ...lines.map((cells) => cells[at]?.length ?? 0)));
  return lines.map((cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '));
};
