import type { Gpu, Machine } from '../../../shared/machine.ts';
import { choiceReasons as say } from '../../../shared/wording/choices.ts';
import { cardCapability } from '../card-capability.ts';
import { cudaBuild, cudaIds, hasKernels } from '../cuda-builds.ts';
import type { Offer } from './offer.ts';
import { verdict } from './verdict.ts';

interface Taken {
  chosen: Offer;
  /** What the manifest prefers. */
  first: Offer;
  cards: readonly Gpu[];
  machine: Machine;
}

/** Why the preferred build was not taken; null where it was. */
export const whyNotFirst = ({ chosen, first, cards, machine }: Taken): string | null => {
  const card = cards.find((one) => verdict(first, one, machine) !== 'served');
  const build = cudaBuild(first.id, first.torch);
  if (card === undefined || build === null || machine.platform === 'darwin') return null;
  const { name, driver } = card;
  const capability = cardCapability(card);
  switch (verdict(first, card, machine)) {
    case 'card-too-new':
      return say.needsNewer(name, withKernels(capability)[0] ?? chosen.id, chosen);
    case 'card-too-old':
      return say.needsOlder(name, withKernels(capability).at(-1) ?? chosen.id, chosen);
    case 'driver-too-old':
      return say.driverTooOldFor(driver ?? '', first.id, build.driver[machine.platform], chosen);
    case 'driver-unknown':
    case 'no-cuda':
    case 'served':
      return null;
  }
};

/** CUDA builds that have code for the capability, the oldest first. */
const withKernels = (capability: number | null): string[] =>
  cudaIds.filter((id) => capability !== null && hasKernels(cudaBuild(id, null)?.kernels ?? [], capability));
