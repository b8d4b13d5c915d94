import type { Gpu, Machine } from '../../../shared/machine.ts';
import { choiceReasons as say } from '../../../shared/wording/choices.ts';
import { cudaBuild } from '../cuda-builds.ts';
import { keptBuild } from './kept-build.ts';
import { withoutBuild } from './no-build.ts';
import { buildOf, fitsPython, type Offer } from './offer.ts';
import { forOtherVendor, withoutAny } from './other-vendor.ts';
import type { Answer, Question } from './question.ts';
import { verdict } from './verdict.ts';
import { whyNotFirst } from './why.ts';

/** The build that `auto` takes, and why; null only without offers. An NVIDIA card goes before any other GPU. */
export const bestFor = (question: Question): Answer | null => {
  const { offers, machine, present } = question;
  const cards = machine.gpus.filter((gpu) => gpu.vendor === 'nvidia');
  const kept = keptBuild(question, cards);
  if (kept !== null) return kept;
  const cuda = offers.filter(({ id, torch }) => cudaBuild(id, torch) !== null);
  const first = cuda[0];
  const [card] = cards;
  const chosen =
    card === undefined ? undefined : cuda.find((offer) => cards.every((one) => isServed(offer, one, machine)));
  if (chosen !== undefined && card !== undefined && first !== undefined) {
    const passed = passedOver(question, chosen);
    const reason =
      passed !== null && present.python !== null
        ? say.pythonWithout(present.python, passed, chosen)
        : whyNotFirst({ chosen, first, cards, machine });
    return { offer: chosen, reason: reason ?? say.suits(card.name, card.driver ?? '', chosen) };
  }
  if (cards.length > 0) return onCpu(offers, withoutBuild({ cuda, cards, machine }));
  return forOtherVendor(question) ?? onCpu(offers, withoutAny(question));
};

const isServed = (offer: Offer, card: Gpu, machine: Machine): boolean => verdict(offer, card, machine) === 'served';

/** The build that would have been taken, had it wheels for this Python. */
const passedOver = ({ here, machine, present }: Question, chosen: Offer): Omit<Offer, 'variant'> | null => {
  const cards = machine.gpus.filter((gpu) => gpu.vendor === 'nvidia');
  const best = here
    .map((variant) => ({ variant, ...buildOf(variant) }))
    .find((offer) => cards.every((card) => isServed(offer, card, machine)));
  return best !== undefined && best.variant !== chosen.variant && !fitsPython(present.python)(best.variant)
    ? best
    : null;
};

const onCpu = (offers: readonly Offer[], reason: string): Answer | null => {
  const offer = offers.find(({ id }) => id === 'cpu') ?? offers[0];
  return offer === undefined ? null : { offer, reason };
};
