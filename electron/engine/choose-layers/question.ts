import type { Machine } from '../../../shared/machine.ts';
import type { Variant } from '../../../shared/manifest.ts';
import type { Offer } from './offer.ts';
import type { Present } from './present.ts';

/** What a build is chosen from. */
export interface Question {
  /** In the manifest's order, which is that of preference. */
  offers: readonly Offer[];
  machine: Machine;
  present: Present;
  /** All for this system, also those without wheels for the Python. */
  here: readonly Variant[];
}

/** The build that is chosen, and why in a sentence. */
export interface Answer {
  offer: Offer;
  reason: string;
  /** It is for a GPU, nothing hints at one, and it is proven on the CPU. */
  onCpu?: true;
  /** It is for a card that no tool finds at the moment. */
  cardLost?: true;
}
