import type { Gpu, Machine } from '../../../shared/machine.ts';
import type { Variant } from '../../../shared/manifest.ts';
import { choiceReasons as say } from '../../../shared/wording/choices.ts';
import { cudaBuild } from '../cuda-builds.ts';
import { meets, parseRequirement } from '../requirement.ts';
import { withoutBuild } from './no-build.ts';
import { buildOf, fitsPython, type Offer } from './offer.ts';
import type { Present } from './present.ts';
import { verdict } from './verdict.ts';
import { whyNotFirst } from './why.ts';

export interface Question {
  /** In the manifest's order, which is that of preference. */
  offers: readonly Offer[];
  machine: Machine;
  present: Present;
  /** All for this system, also those without wheels for the Python. */
  here: readonly Variant[];
}

export interface Answer {
  offer: Offer;
  reason: string;
}

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
  return cards.length > 0 ? onCpu(offers, withoutBuild({ cuda, cards, machine })) : withoutNvidia(question);
};

const isServed = (offer: Offer, card: Gpu, machine: Machine): boolean => verdict(offer, card, machine) === 'served';

/**
 * A build that is installed as the manifest wants it and that a card can run stays, whatever would be
 * chosen today: a new driver is no reason to replace gigabytes, and a card that no tool finds at the
 * moment is none to replace a GPU's build by the CPU's. A CPU build beside a card is not kept.
 */
const keptBuild = ({ offers, machine, present: { torch } }: Question, cards: readonly Gpu[]): Answer | null => {
  if (torch === null || torch.build === null || torch.version === null || torch.build === 'cpu') return null;
  const { build, version } = torch;
  const wanted = (accelerator: string): Offer | undefined =>
    offers.find(
      ({ id, variant }) =>
        id === accelerator &&
        variant.requirements
          .map(parseRequirement)
          .every(({ name, specifiers }) => name !== 'torch' || meets(version, specifiers)),
    );
  const offer = wanted(build);
  if (offer === undefined || cudaBuild(build, offer.torch) === null) return null;
  const own = { id: build, torch: version.split('+')[0] ?? version };
  if (cards.length === 0) {
    if (machine.gpus.length > 0) return null;
    // Nothing hints at a card: the same build is proven where it will calculate.
    const onCpu = machine.gpuProblem === null ? wanted('cpu') : undefined;
    return onCpu === undefined
      ? { offer, reason: say.installed(null, own) }
      : { offer: onCpu, reason: say.installedOnCpu(own) };
  }
  const served = cards.filter((card) => isServed({ ...offer, ...own }, card, machine));
  const [card] = served;
  if (card === undefined) return null;
  if (served.length === cards.length) return { offer, reason: say.installed(card.name, own) };
  const names = cards.map(({ name }) => name);
  return { offer, reason: say.installedOfAsked(names, own) };
};

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

const withoutNvidia = ({ offers, machine }: Question): Answer | null => {
  const { gpus, gpuProblem } = machine;
  const of = (vendor: Gpu['vendor']) => gpus.find((gpu) => gpu.vendor === vendor);
  const [apple, amd, intel] = [of('apple'), of('amd'), of('intel')];
  const metal = offers.find(({ id }) => id === 'mps');
  if (apple !== undefined && metal !== undefined) return { offer: metal, reason: say.apple(metal) };
  if (amd !== undefined) {
    // There is no ROCm build of PyTorch's own for Windows.
    const rocm = machine.platform === 'linux' ? offers.find(({ id }) => id.startsWith('rocm')) : undefined;
    if (rocm !== undefined) return { offer: rocm, reason: say.otherVendor(amd.name, rocm) };
    return onCpu(offers, say.otherVendorWithout(amd.name, 'ROCm'));
  }
  if (intel !== undefined) {
    // Graphics in older processors is no device for it (pytorch.org, "Getting Started on Intel GPU").
    const xpu = /\bArc\b/.test(intel.name) ? offers.find(({ id }) => id === 'xpu') : undefined;
    if (xpu !== undefined) return { offer: xpu, reason: say.otherVendor(intel.name, xpu) };
    return onCpu(offers, say.otherVendorWithout(intel.name, 'XPU'));
  }
  return onCpu(offers, gpuProblem === null ? say.noGpu : say.gpuProblem(gpuProblem));
};
