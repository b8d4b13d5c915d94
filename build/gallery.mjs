// @ts-check
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { readPageFiles } from '../electron/page-files.ts';
import { pageHeaders } from '../electron/page-policy.ts';
import { texts } from '../shared/wording/catalogue.ts';
import { languages, speak } from '../shared/wording/language.ts';
import { logAnswers, logAnswersOf } from '../tests/support/log-answers.ts';
import { began, eventsOf, recordedRuns, snapshotOf } from '../tests/support/recorded-runs.ts';
import { settingsStates } from '../tests/support/settings-states.ts';
import { ensureBuilt } from './bundle.mjs';

/**
 * Draws every recorded run, and every state of the settings, with the built page in a real Chromium, under the page's real policy, to
 * out/gallery/NAME-LOOK.png, for people to look at, and README's pictures with them. `node build/gallery.mjs [NAME…]`. Exits with 1
 * where the browser's console says anything, a rule of accessibility is broken, or a screen is cut off.
 * The languages but English are drawn where text is tight: in a narrow window and at 200 %.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'out/gallery');

const looks = {
  light: { width: 960, height: 720, colorScheme: 'light' },
  dark: { width: 960, height: 720, colorScheme: 'dark' },
  narrow: { width: 720, height: 720, colorScheme: 'light' },
  // 200 % of a window of 960 × 720
  zoomed: { width: 480, height: 360, colorScheme: 'light' },
  contrast: { width: 960, height: 720, colorScheme: 'dark', forcedColors: 'active' },
};

const buttons = () => {
  const { page, settings } = texts();
  return {
    ...page.buttons,
    settings: settings.page.title,
    log: page.log.title,
    export: page.export.button,
    toFailure: page.log.toFailure,
  };
};
/** Buttons that are pressed before a second picture is taken. @type {Record<string, ('showLog' | 'showDetails' | 'settings')[]>} */
const presses = {
  waiting: ['showLog'],
  'needs-repair': ['showDetails'],
  failed: ['showLog'],
  running: ['showLog'],
  ...Object.fromEntries(Object.keys(settingsStates).map((name) => [name, ['settings']])),
};

/** Height of the second picture, where it is another one. @type {Record<string, number>} */
const heights = Object.fromEntries(Object.keys(settingsStates).map((name) => [name, 2000]));

/** Other screens that a run leads to, by the part of their pictures' name, and the buttons that lead there. @type {Record<string, Record<string, ('log' | 'export' | 'toFailure')[]>>} */
const further = {
  failed: { '-log': ['log'], '-export': ['export'], '-log-failure': ['log', 'toFailure'] },
  installing: { '-log': ['log'] },
};

/** README's pictures and what they are of; each is copied where it was drawn. @type {Record<string, { state: string, part?: string }>} */
const inReadme = {
  environment: { state: 'needs-repair' },
  plan: { state: 'plan-to-repair' },
  progress: { state: 'waiting' },
  outcome: { state: 'repaired' },
  launch: { state: 'launch-failed' },
  log: { state: 'failed', part: '-log' },
};

/** Milliseconds after the last event at which a run is looked at. @type {Record<string, number>} */
const later = { installing: 31_000, waiting: 1_400, launching: 9_000, running: 1_260_000 };

/** @returns {Promise<{ url: string, stop: () => void }>} */
const serve = async () => {
  const files = await readPageFiles(path.join(root, 'dist/renderer'));
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? 404 : 200, { ...pageHeaders, 'Content-Type': file?.type ?? 'text/plain' });
    response.end(file?.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/**
 * A state's name, what the host says, when it is looked at, and what the host answers about logs.
 *
 * @typedef {[state: string, snapshot: () => import('../shared/contract.ts').Snapshot, now: number, answers: () => Record<string, unknown>]} Drawing
 */

/** The host that a page meets: answers by their calls, and nothing that happens. @param {Record<string, unknown>} answers */
const standIn = (answers) => {
  Object.defineProperty(window, 'smartInstaller', {
    value: {
      call: async (/** @type {string} */ name) => ({ ok: true, value: answers[name] ?? null }),
      onEvents: () => () => undefined,
    },
  });
};

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of WCAG that the screen breaks, each with the first place. @param {import('playwright').Page} page @returns {Promise<string[]>} */
const rulesBroken = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => Reflect.get(window, 'axe').run());
  return violations.map((/** @type {import('axe-core').Result} */ { id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

/**
 * @param {import('playwright').Browser} browser
 * @param {string} url
 * @param {Drawing} drawing
 * @param {import('../shared/wording/language.ts').Language} language
 * @returns {Promise<string[]>} what the console said, and what is cut off
 */
const draw = async (browser, url, [state, snapshot, now, answers], language) => {
  // The log is worded where the run is folded, and the buttons are found by their words.
  await speak(language);
  const isEnglish = language === 'en';
  const name = isEnglish ? state : `${state}-${language}`;
  const page = await browser.newPage();
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => said.push(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`${name}: ${error.message}`));
  await page.clock.setFixedTime(now);
  await page.addInitScript(standIn, {
    'cache-size': { folder: '/cache', bytes: 3_400_000_000, wheels: 61 },
    ...answers(),
    snapshot: { ...snapshot(), language },
  });
  await page.goto(url);
  // Its texts are a chunk of their own.
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
  // A dialog hides the headline from the tree of roles.
  await page.getByRole('heading').first().waitFor();
  /** @param {string} part @param {number} [wholeHeight] */
  const pictures = async (part, wholeHeight) => {
    for (const [look, { width, height, ...media }] of Object.entries(looks)) {
      if (!isEnglish && look !== 'narrow' && look !== 'zoomed') continue;
      await page.emulateMedia(
        /** @type {Parameters<typeof page.emulateMedia>[0]} */ ({ forcedColors: 'none', ...media }),
      );
      await page.setViewportSize({ width, height: wholeHeight ?? height });
      await page.screenshot({ path: path.join(folder, `${name}${part}-${look}.png`), animations: 'disabled' });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (look !== 'contrast') said.push(...(await rulesBroken(page)).map((rule) => `${name}${part}-${look}: ${rule}`));
      if (over > 0) said.push(`${name}${part}-${look}: ${over} px are cut off at the right`);
    }
  };
  await pictures('');
  if (presses[state] !== undefined) {
    for (const button of presses[state]) await page.getByRole('button', { name: buttons()[button] }).first().click();
    await pictures('-more', heights[state] ?? 1200);
  }
  for (const [part, pressed] of Object.entries(further[state] ?? {})) {
    // A page that is loaded with forced colours keeps their canvas.
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await page.setViewportSize({ width: 960, height: 720 });
    await page.reload();
    await page.getByRole('heading').first().waitFor();
    for (const button of pressed)
      await page.getByRole('button', { name: buttons()[button], exact: true }).first().click();
    await pictures(part);
  }
  await page.close();
  return said;
};

await ensureBuilt();
const wanted = process.argv.slice(2);
const executablePath = ['/usr/bin/chromium', chromium.executablePath()].find((file) => existsSync(file)) ?? '';
const server = await serve();
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
/** @type {Drawing[]} */
const drawings = [
  .../** @type {typeof drawings} */ (
    recordedRuns.map((name) => [
      name,
      () => snapshotOf(name),
      (eventsOf(name).at(-1)?.at ?? 0) + (later[name] ?? 0),
      () => logAnswersOf(name),
    ])
  ),
  .../** @type {typeof drawings} */ (
    Object.entries(settingsStates).map(([name, snapshot]) => [name, () => snapshot, began, () => logAnswers])
  ),
];
for (const drawing of drawings) {
  if (wanted.length > 0 && !wanted.includes(drawing[0])) continue;
  for (const language of languages) {
    const said = await draw(browser, server.url, drawing, language);
    for (const line of said) process.stderr.write(`${line}\n`);
    if (said.length > 0) process.exitCode = 1;
  }
}
await browser.close();
server.stop();
for (const [name, { state, part = '' }] of Object.entries(inReadme)) {
  if (wanted.length > 0 && !wanted.includes(state)) continue;
  await copyFile(path.join(folder, `${state}${part}-light.png`), path.join(root, 'docs/screenshots', `${name}.png`));
}
process.stdout.write(`${folder}\n`);
