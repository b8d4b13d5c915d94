import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Row, rowSchema } from './row.ts';
import { markdownTable } from './table.ts';

const inDocs = (name: string): string => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));

/** What stands below it was written by hand, and stays when the table is written anew. */
export const marker = '<!-- Below this line by hand. -->';

/** docs/performance.md with a new table above the part that was written by hand in `before`; null: there was no file. */
export const performancePage = (
  { machine, date, rows }: { machine: readonly string[]; date: string; rows: readonly Row[] },
  before: string | null,
): string => {
  const at = before?.indexOf(marker) ?? -1;
  const byHand = before === null || at < 0 ? '\n' : before.slice(at + marker.length);
  return `# Performance

Written by \`npm run bench\`, which exits with 1 where a target is missed. Each figure is a ratio (or a time) of medians of one run on one machine; who begins changes from pair to pair. \`npm run bench:check\` measures again and compares with what is written here.

${[`Measured on ${date}`, ...machine].map((line) => `- ${line}`).join('\n')}

${markdownTable(rows)}

${marker}${byHand}`;
};

/** Writes docs/performance.md and .json. */
export const writeReport = async (rows: readonly Row[], machine: readonly string[]): Promise<void> => {
  const page = inDocs('performance.md');
  const before = await readFile(page, 'utf8').catch(() => null);
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(page, performancePage({ machine, date, rows }, before));
  await writeFile(inDocs('performance.json'), `${JSON.stringify(rows, null, 2)}\n`);
};

/** The rows that were written last. Throws where there are none, or where they are of another form. */
export const writtenRows = async (): Promise<Row[]> => {
  const text = await readFile(inDocs('performance.json'), 'utf8').catch(() => null);
  if (text === null) throw new Error('there is nothing to compare with: `npm run bench` writes docs/performance.json');
  return z.array(rowSchema).min(1).parse(JSON.parse(text));
};
