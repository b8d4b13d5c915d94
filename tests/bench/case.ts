import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Wheel } from '../support/wheel.ts';
import type { Machine, Stack } from './installers.ts';
import { coreRequirements, realWheels } from './real-wheels.ts';

/** What is installed or looked at, and from which wheels; the index that serves them comes later. */
export interface Case extends Omit<Stack, 'index'> {
  id: string;
  title: string;
  wheels: readonly Wheel[];
}

/** The profile `core` of the manifest that the product brings, with its real wheels, which are kept in `folder`. */
export const coreCase = async ({ python }: Machine, folder: string): Promise<Case> => ({
  id: 'core',
  title: 'core profile',
  wheels: await realWheels(python, join(folder, 'wheels')),
  manifest: fileURLToPath(new URL('../../shared/manifests/llm.json', import.meta.url)),
  profile: 'core',
  requirements: coreRequirements,
});
