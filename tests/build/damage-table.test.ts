import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findingSchema } from '../../shared/finding.ts';
import { findingTitles } from '../../shared/wording.ts';
import { sampleFindings } from '../support/sample-findings.ts';

test('the table of damage in docs is the catalogue’s', async () => {
  execFileSync(process.execPath, ['build/damage-table.mjs', '--check'], { stdio: 'pipe' });
  const table = await readFile('docs/damage.md', 'utf8');
  for (const code of Object.keys(findingTitles)) expect(table).toContain(`| \`${code}\` |`);
});

test('the samples are findings, and there is one of each code', () => {
  const codes = findingSchema.options.map((option) => option.shape.code.value);
  expect(Object.keys(sampleFindings).sort()).toEqual([...codes].sort());
  for (const sample of Object.values(sampleFindings)) expect(findingSchema.parse(sample)).toEqual(sample);
});
