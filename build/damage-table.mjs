// @ts-check
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Writes docs/damage.md, the table of every kind of damage, from the wording catalogue, the ladder
 * and one sample of each. `--check` writes nothing and fails where the file is not current.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'docs', 'damage.md');

/** The table as it should be. */
export const damageTable = async () => {
  const { sampleFindings } = await import('../tests/support/sample-findings.ts');
  const { severityOf } = await import('../shared/severity.ts');
  const { findingTitles, rungWords, severityWords, wordFinding } = await import('../shared/wording.ts');
  const { leastRung } = await import('../electron/engine/ladder.ts');
  const samples = Object.values(sampleFindings);
  const rows = samples.map((finding) => {
    const rung = leastRung(finding);
    const answer = rung === null ? 'said, and left to you' : rungWords[rung];
    return `| \`${finding.code}\` | ${findingTitles[finding.code]} | ${cell(wordFinding(finding))} | ${severityWords[severityOf(finding)]} | ${answer} |`;
  });
  return [
    '# What Smart Installer finds, and the least that heals it',
    '',
    'Made by `npm run damage-table` from the product’s own catalogue; a test keeps it current.',
    'Where the least does not help, the next rung is taken: leftovers, the environment’s own Python,',
    'one package, its layer, a new download, a new environment, another Python. No attempt is made twice.',
    '',
    '| Code | Kind of damage | What is said, for example | How bad | What is done first |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `${samples.length} kinds.`,
    '',
  ].join('\n');
};

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Times are told in this computer's zone, and the file is the same for everyone.
  process.env['TZ'] = 'UTC';
  const table = await damageTable();
  if (!process.argv.includes('--check')) await writeFile(target, table);
  else if ((await readFile(target, 'utf8')) !== table) {
    process.stderr.write('docs/damage.md is not current: run npm run damage-table\n');
    process.exitCode = 1;
  }
}
