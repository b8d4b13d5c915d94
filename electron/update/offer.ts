import type { UpdateWay } from './way.ts';

/** What fetches and installs; errors are thrown. */
export interface Updater {
  /** The newer version that there is, or null. */
  newer: () => Promise<string | null>;
  /** Downloads it and checks its SHA-512 and, where the system has them, its signature. */
  download: () => Promise<void>;
  /** Ends the application, installs what was downloaded, and starts it again. */
  install: () => void;
}

export interface Offer {
  way: UpdateWay;
  /** Made only where somebody is to be asked. */
  openUpdater: () => Promise<Updater>;
  /** Resolves when no run is in progress. */
  idle: () => Promise<void>;
  /** Whether the user wants this version now. */
  wanted: (version: string) => Promise<boolean>;
  /** Whether to restart now; else it is installed when the application is closed. */
  restart: (version: string) => Promise<boolean>;
  /** Says that there is one, and that it is installed as this copy was. */
  tellOf: (version: string) => Promise<void>;
  /** Says that it could not be installed, and why. */
  tellFailure: (version: string, error: Error) => Promise<void>;
  log: (line: string) => void;
}

/**
 * Looks once for a newer version and offers it. Nobody is interrupted: questions wait until no run
 * is in progress, and nothing is downloaded or installed without a yes. Never throws: that no server
 * answers is nothing to tell a user of.
 */
export const offerUpdate = async (offer: Offer): Promise<void> => {
  const { way, openUpdater, idle, wanted, restart, tellOf, tellFailure, log } = offer;
  if (way === 'off') return;
  let version: string | null;
  let updater: Updater;
  try {
    updater = await openUpdater();
    version = await updater.newer();
  } catch (error) {
    log(`no answer about updates: ${asError(error).message}`);
    return;
  }
  if (version === null) return log('this is the newest version');
  log(`version ${version} is there`);
  await idle();
  if (way === 'by-hand') return tellOf(version);
  if (!(await wanted(version))) return;
  try {
    await updater.download();
  } catch (error) {
    log(`version ${version} cannot be installed: ${asError(error).message}`);
    await idle();
    return tellFailure(version, asError(error));
  }
  await idle();
  if (!(await restart(version))) return;
  // A run may have begun while the question was open.
  await idle();
  updater.install();
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
