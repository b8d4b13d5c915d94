import type { HostFacts, Snapshot } from '../shared/contract.ts';
import { profileNames } from '../shared/profiles.ts';
import { language } from '../shared/wording/language.ts';
import type { Engine } from './engine/run-request.ts';
import { acceleratorsOf } from './settings/accelerators.ts';
import type { Preferences } from './settings/preferences.ts';

export interface Hosting {
  engine: Pick<Engine, 'state'>;
  host: 'window' | 'page';
  version: string;
  preferences: Pick<Preferences, 'environment' | 'manifest' | 'view'>;
  /** What a view begins with; left out, a look at the environment. */
  opensOn?: Snapshot['opensOn'];
}

/** What a host says of itself. */
export const hostFacts = ({ host, version, preferences, opensOn = 'environment' }: Hosting): HostFacts => {
  const manifest = preferences.manifest();
  return {
    version,
    host,
    language: language(),
    environment: preferences.environment(),
    manifest: {
      name: manifest.name,
      title: manifest.title,
      profiles: profileNames(manifest),
      accelerators: acceleratorsOf(manifest),
    },
    launch: manifest.launch === undefined ? null : { title: manifest.title },
    opensOn,
    settings: preferences.view(),
  };
};

export const snapshotOf = (hosting: Hosting): Snapshot => ({ ...hostFacts(hosting), run: hosting.engine.state() });
