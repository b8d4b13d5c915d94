import { type Gpu, idleAmd } from '../../../shared/machine.ts';
import { choiceReasons as say } from '../../../shared/wording/choices.ts';
import { cudaBuild } from '../cuda-builds.ts';
import { meets, parseRequirement } from '../requirement.ts';
import type { Offer } from './offer.ts';
import { forOtherVendor } from './other-vendor.ts';
import type { Answer, Question } from './question.ts';
import { verdict } from './verdict.ts';

/**
 * A CUDA build that is installed as the manifest wants it stays where a card can run it, whatever
 * would be chosen today: a new driver is no reason to replace gigabytes. It stays too where no tool
 * finds the card at the moment, though another one or another maker's graphics is found, and where
 * nothing hints at a card. Null: what is installed counts for nothing. `cards`: those of NVIDIA.
 */
export const keptBuild = (question: Question, cards: readonly Gpu[]): Answer | null => {
  const { machine } = question;
  const own = installedOffer(question);
  if (own === null) return null;
  const { offer, build } = own;
  const served = cards.filter((card) => verdict(build, card, machine) === 'served');
  const [card] = served;
  if (card !== undefined) {
    const isAll = served.length === cards.length;
    const names = cards.map(({ name }) => name);
    return { offer, reason: isAll ? say.installed(card.name, build) : say.installedOfAsked(names, build) };
  }
  if (machine.gpuProblem !== null && machine.gpuProblem !== idleAmd)
    return { offer, reason: say.installedUnseen(machine.gpuProblem, build), cardLost: true };
  if (cards.length > 0 || forOtherVendor(question) !== null) return null;
  return { offer, reason: say.installedOnCpu(build), onCpu: true };
};

/** The manifest's variant that the installed CUDA build is one of, and that build itself. */
const installedOffer = ({
  offers,
  present: { torch },
}: Question): { offer: Offer; build: { id: string; torch: string } } | null => {
  if (torch === null || torch.build === null || torch.version === null) return null;
  const { build, version } = torch;
  const isMet = (requirement: string): boolean => {
    const { name, specifiers } = parseRequirement(requirement);
    return name !== 'torch' || meets(version, specifiers);
  };
  const offer = offers.find(({ id, variant }) => id === build && variant.requirements.every(isMet));
  if (offer === undefined || cudaBuild(build, offer.torch) === null) return null;
  return { offer, build: { id: build, torch: version.split('+')[0] ?? version } };
};
