import type { Gpu, Machine } from '../../../shared/machine.ts';
import { cardCapability } from '../card-capability.ts';
import { cudaBuild, hasKernels, isDriverAtLeast } from '../cuda-builds.ts';
import type { Offer } from './offer.ts';

export type Verdict = 'served' | 'no-cuda' | 'driver-too-old' | 'driver-unknown' | 'card-too-new' | 'card-too-old';

/**
 * Whether a card can run a build, and why not. What no driver changes is said before the driver. A
 * card whose capability neither its driver nor its name tells is taken to be served by what its driver runs.
 */
export const verdict = (
  { id, torch }: Pick<Offer, 'id' | 'torch'>,
  card: Pick<Gpu, 'name' | 'capability' | 'driver'>,
  { platform }: Pick<Machine, 'platform'>,
): Verdict => {
  const build = cudaBuild(id, torch);
  if (build === null || platform === 'darwin') return 'no-cuda';
  const capability = cardCapability(card);
  const { driver } = card;
  if (capability !== null && !hasKernels(build.kernels, capability))
    return capability > Math.min(...build.kernels) ? 'card-too-new' : 'card-too-old';
  if (driver === null) return 'driver-unknown';
  return isDriverAtLeast(driver, build.driver[platform]) ? 'served' : 'driver-too-old';
};
