import type { Gpu, Machine } from '../../../shared/machine.ts';
import { choiceReasons as say, wordSystem } from '../../../shared/wording/choices.ts';
import { cardCapability } from '../card-capability.ts';
import { cudaBuild } from '../cuda-builds.ts';
import type { Offer } from './offer.ts';
import { verdict } from './verdict.ts';

interface Refused {
  /** The CUDA builds that are to be had, in order of preference. */
  cuda: readonly Offer[];
  /** At least one. */
  cards: readonly Gpu[];
  machine: Machine;
}

/** Why no build runs on all NVIDIA cards of the machine, and what the user can do about it. */
export const withoutBuild = ({ cuda, cards, machine }: Refused): string => {
  const { platform, architecture } = machine;
  const [any] = cards;
  if (any === undefined) return say.noGpu;
  if (cuda.length === 0 || platform === 'darwin') return say.noBuildHere(any.name, wordSystem(platform, architecture));
  const hasCode = (offer: Offer, card: Gpu): boolean =>
    ['served', 'driver-too-old', 'driver-unknown'].includes(verdict(offer, card, machine));
  const shared = cuda.find((offer) => cards.every((card) => hasCode(offer, card)));
  if (shared !== undefined) {
    const held = cards.find((card) => verdict(shared, card, machine) !== 'served') ?? any;
    const least = cudaBuild(shared.id, shared.torch)?.driver[platform] ?? '';
    return held.driver === null ? say.driverUnknown(held.name) : say.driverTooOld(held.name, held.driver, least);
  }
  const own = cards.map((card) => ({ name: card.name, id: cuda.find((offer) => hasCode(offer, card))?.id ?? null }));
  if (own.some(({ id }) => id !== null)) return say.unlike(own);
  return say.noKernels(any.name, cardCapability(any) ?? 0);
};
