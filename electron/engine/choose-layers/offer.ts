import type { Machine } from '../../../shared/machine.ts';
import type { Variant } from '../../../shared/manifest.ts';
import { meets, parseRequirement } from '../requirement.ts';

/** A build that the manifest offers. */
export interface Offer {
  variant: Variant;
  /** Its accelerator. */
  id: string;
  /** Version of torch without its local part; null where the manifest does not pin it. */
  torch: string | null;
}

/** A range, where the sources pin different versions, is told by the preferred one of them. */
export const buildOf = ({ accelerator, requirements, sources }: Variant): Omit<Offer, 'variant'> => ({
  id: accelerator,
  torch: pinnedTorch(requirements) ?? pinnedTorch(sources[0]?.requirements ?? []),
});

const pinnedTorch = (requirements: readonly string[]): string | null => {
  const torch = requirements.map(parseRequirement).find(({ name }) => name === 'torch');
  return /^==\s*([0-9][0-9A-Za-z.]*)/.exec(torch?.specifiers ?? '')?.[1] ?? null;
};

interface Place {
  platforms?: Variant['platforms'];
  architectures?: Variant['architectures'];
}

/** Whether something is to be had for the machine's system and processor; a variant, only if one of its sources is. */
export const fitsPlace =
  ({ platform, architecture }: Pick<Machine, 'platform' | 'architecture'>) =>
  (one: Place & { sources?: readonly Place[] }): boolean => {
    const isHere = ({ platforms, architectures }: Place): boolean =>
      (platforms ?? [platform]).includes(platform) &&
      (architectures === undefined || architectures.some((each) => each === architecture));
    return isHere(one) && (one.sources === undefined || one.sources.some(isHere));
  };

/** Whether there are wheels for this Python; one that is not known yet is chosen by the build. */
export const fitsPython =
  (version: string | null) =>
  ({ python }: Pick<Variant, 'python'>): boolean =>
    version === null || python === undefined || meets(version, python);
