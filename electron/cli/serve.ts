import { join } from 'node:path';
import type { Settings } from '../../shared/settings.ts';
import { chooseLanguage } from '../../shared/wording/choose-language.ts';
import { language, speak } from '../../shared/wording/language.ts';
import { pageAddress, problems } from '../../shared/wording/terminal.ts';
import { type Wording, wordFailure } from '../../shared/wording.ts';
import { createAnswer } from '../answer.ts';
import { defaultEnvironment } from '../default-environment.ts';
import type { Engine } from '../engine/run-request.ts';
import { appFolders } from '../engine/tools/app-folders.ts';
import { keepToLimits } from '../settings/keep-to-limits.ts';
import { createPreferences } from '../settings/preferences.ts';
import { openSettings } from '../settings/store.ts';
import { version } from '../version.ts';
import { createLogDownloads } from '../web-host/download-logs.ts';
import { startWebHost } from '../web-host.ts';
import { failureOf } from './failure-of.ts';
import type { Output } from './output.ts';
import type { StopSignals } from './stop-signals.ts';
import { printable } from './terminal-text.ts';

export interface ServeOptions {
  engine: Engine;
  port: number;
  /** null begins with the folder of the settings, or else the one in the application's own data. */
  environment: string | null;
  /** Folder of the built page. */
  pageFolder: string;
  out: Output;
  stop: StopSignals;
}

/** Shows the local page until it is asked to stop; a run in progress is cancelled then. */
export const serve = async ({
  engine,
  port,
  environment,
  pageFolder,
  out,
  stop,
}: ServeOptions): Promise<{ exitCode: number; problem: Wording | null }> => {
  const folders = appFolders();
  const store = await openSettings(folders.config);
  const terminal = language();
  const heed = ({ language: asked }: Settings): Promise<void> => speak(chooseLanguage(asked, [terminal]));
  await heed(store.settings());
  const preferences = await createPreferences({
    store,
    host: 'page',
    given: { environment, manifest: null },
    defaultEnvironment: defaultEnvironment(folders),
    // Nobody can be asked outside of the page.
    confirm: async () => false,
    onSaved: heed,
  });
  if (!preferences.ok) return { exitCode: 2, problem: wordFailure(preferences.failure) };
  // Not thrown: what cannot be removed must not end a run that has begun meanwhile.
  keepToLimits(engine, preferences.value.settings, (error) =>
    out.lines([printable(wordFailure(failureOf(error)).sentence)]),
  );
  const runs = rememberRuns(engine);
  const answer = createAnswer({
    engine: runs.engine,
    host: 'page',
    version,
    preferences: preferences.value,
    chooseFolder: async () => null,
    chooseFile: async () => null,
    // A browser saves it where its user wants it; see web-host/download-logs.ts.
    exportHost: { choosePlace: async () => null, showInFolder: () => undefined },
  });
  const host = await startWebHost({
    answer,
    engine,
    downloads: createLogDownloads(engine, join(appFolders().cache, 'export')),
    port,
    pageFolder,
  }).catch((error: unknown) => ({
    problem: problemOf(error, port, pageFolder),
  }));
  if ('problem' in host) return { exitCode: 1, problem: host.problem };
  out.lines([pageAddress(host.url)]);
  await new Promise<void>((resolve) => stop.onStop(() => resolve()));
  const cancelled = runs.cancelLast();
  const ended = await Promise.race([engine.idle().then(() => true), stop.tooLong.then(() => false)]);
  await host.stop();
  return { exitCode: cancelled ? 130 : 0, problem: ended ? null : problems.stuck };
};

/** Knows the last run from its start on; the engine's state knows it from its first event only. */
const rememberRuns = (engine: Engine): { engine: Engine; cancelLast: () => boolean } => {
  let last: string | null = null;
  return {
    engine: {
      ...engine,
      start: (request) => {
        const started = engine.start(request);
        if (started.ok) last = started.value.run;
        return started;
      },
    },
    cancelLast: () => last !== null && engine.cancel(last).ok,
  };
};

const problemOf = (error: unknown, port: number, page: string): Wording => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return problems.portInUse(port);
  if (code === 'EACCES') return problems.portRefused(port);
  if (code === 'ENOENT' || (error instanceof Error && error.message.startsWith('there is no page')))
    return problems.pageMissing(page);
  throw error;
};
