import type { HostFacts } from '../shared/contract.ts';
import type { View } from './view.ts';

/** What to look at or repair; what is left out is as in the last run. */
export interface Subject {
  environment?: string;
  profile?: string;
}

/** Folder and profile that the screens speak of: the last run's, before the first one the host's. */
export const subjectOf = ({ run, host }: Pick<View, 'run' | 'host'>): Required<Subject> => ({
  environment: run?.environment ?? host?.environment ?? '',
  profile: run?.profile ?? (host === null ? 'full' : profileOf(host)),
});

/** The one that is set, where the manifest has it. */
export const profileOf = ({ manifest, settings }: HostFacts): string =>
  manifest.profiles.includes(settings.values.profile) ? settings.values.profile : 'full';

/** What a look at the environment depends on, as text to be compared. */
export const lookOf = (host: HostFacts | null): string =>
  host === null
    ? ''
    : JSON.stringify([
        host.environment,
        profileOf(host),
        host.settings.values.manifest,
        host.settings.values.accelerator,
      ]);
