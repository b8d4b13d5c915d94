import type { Machine } from '../../shared/machine.ts';
import type { Layer, Variant } from '../../shared/manifest.ts';
import type { BuildChoice, LayerChoice } from '../../shared/plan.ts';
import { choiceReasons } from '../../shared/wording/choices.ts';
import { bestFor } from './choose-layers/best.ts';
import { buildOf, fitsPlace, fitsPython, type Offer } from './choose-layers/offer.ts';
import { nothingPresent, type Present } from './choose-layers/present.ts';
import type { Answer } from './choose-layers/question.ts';
import { Failing } from './failing.ts';
import { parseRequirement } from './requirement.ts';

/** The layers with their builds chosen, and why; `accelerator` is null where no layer has variants. */
export interface Choice {
  layers: LayerChoice[];
  accelerator: BuildChoice | null;
  /** PEP 440 specifiers of the Python that the chosen builds have wheels for; null where any of the manifest's will do. */
  python: string | null;
  /** The user named the build, so no other one will do. */
  asked: boolean;
  /** Nothing hints at a GPU: an installed build that is for one stays, and is proven on the CPU. */
  onCpu: boolean;
  /** A card may be there that no tool finds at the moment, so what was installed for it stays. */
  cardLost: boolean;
}

/**
 * Chooses a build for every layer: pure, from the machine, the user's word, the Python and what is
 * installed. `wanted` is `auto` or an accelerator's id; one that the manifest has no build for throws
 * Failing accelerator-unknown. A Python that no build has wheels for is left out of the choice: then
 * `python` names the one that is needed.
 */
export const chooseLayers = (
  layers: readonly Layer[],
  machine: Machine,
  wanted: string,
  present: Present = nothingPresent,
): Choice => {
  const here = layers.flatMap((layer) => layer.variants ?? []).filter(fitsPlace(machine));
  const known = [...new Set(here.map((variant) => variant.accelerator))];
  if (wanted !== 'auto' && known.length > 0 && !known.includes(wanted))
    throw new Failing({ code: 'accelerator-unknown', accelerator: wanted, known });
  const chosen = chosenOf(machine, { wanted, present, here });
  return {
    accelerator: chosen === null ? null : { id: chosen.offer.id, reason: chosen.reason },
    python: chosen?.offer.variant.python ?? null,
    asked: wanted !== 'auto',
    onCpu: chosen?.onCpu ?? false,
    cardLost: chosen?.cardLost ?? false,
    layers: layers.map((layer) => choose(layer, machine, chosen?.offer ?? null, present)),
  };
};

interface Wish {
  wanted: string;
  present: Present;
  /** The variants for this system. */
  here: readonly Variant[];
}

const chosenOf = (machine: Machine, { wanted, present, here }: Wish): Answer | null => {
  const free = bestFor({ offers: offersOf(here, present), machine, present, here });
  if (wanted === 'auto') return free;
  const [offer] = offersOf(
    here.filter(({ accelerator }) => accelerator === wanted),
    present,
  );
  if (offer === undefined) return null;
  // What would be chosen without the wish tells whether it can be granted.
  const isBest = free === null || free.offer.id === wanted;
  return { offer, reason: isBest ? choiceReasons.asked : choiceReasons.askedInstead(free.reason) };
};

/** Where no build has wheels for the Python, all are offered, and another Python is needed. */
const offersOf = (variants: readonly Variant[], { python }: Present): Offer[] => {
  const forPython = variants.filter(fitsPython(python));
  return (forPython.length > 0 ? forPython : variants).map((variant) => ({ variant, ...buildOf(variant) }));
};

const choose = (layer: Layer, machine: Machine, chosen: Offer | null, present: Present): LayerChoice => {
  const own = (layer.variants ?? []).filter(fitsPlace(machine)).filter((v) => v.accelerator === chosen?.id);
  const variant = own.find((one) => one === chosen?.variant) ?? own.find(fitsPython(present.python)) ?? own[0];
  const requirements = [...layer.requirements, ...(variant?.requirements ?? [])];
  return {
    layer: layer.id,
    title: layer.title,
    accelerator: variant?.accelerator ?? null,
    packages: requirements.map((requirement) => ({ name: parseRequirement(requirement).name, requirement })),
    sources: (variant?.sources.filter(fitsPlace(machine)) ?? [{ index: 'default', requirements: undefined }]).map(
      (source) => ({
        index: source.index === 'default' ? null : source.index,
        requirements: [...layer.requirements, ...(source.requirements ?? variant?.requirements ?? [])],
      }),
    ),
  };
};
