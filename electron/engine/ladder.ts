import { isCardInDoubt } from '../../shared/card-in-doubt.ts';
import type { Finding } from '../../shared/finding.ts';
import type { Rung } from '../../shared/plan.ts';
import { rungs } from '../../shared/rungs.ts';
import { asksForRepair } from '../../shared/severity.ts';

/**
 * The rungs on which a finding can be answered, from the least to the last. The ladder goes from
 * leftovers over one package, its layer and the cache's copy of it (a cache that shares files with
 * an environment shares its damage, astral-sh/uv#14479) to a new environment and another Python.
 * Empty where no repair can or need do anything.
 */
export const ladderOf = (finding: Finding): readonly Rung[] => {
  if (!asksForRepair(finding)) return [];
  switch (finding.code) {
    case 'environment-absent':
    case 'interpreter-outside-range':
      return ['environment', 'python'];
    case 'unfinished-run':
      return ['leftovers'];
    case 'interpreter-missing':
    case 'interpreter-dangling':
    case 'configuration-missing':
      return ['interpreter', 'environment', 'python'];
    case 'interpreter-broken':
      // Where nothing is left to be served by it, a renewed Python is no answer.
      return finding.noPackages ? ['environment', 'python'] : ['interpreter', 'environment', 'python'];
    case 'leftover':
    case 'module-shadowed':
      return ['leftovers', 'environment'];
    case 'unwanted-package':
      return ['package', 'environment'];
    case 'files-protected':
      return ['package', 'layer', 'environment'];
    case 'check-failed':
      // A driver is the likeliest cause, and no download changes that. Files that are not as they were
      // installed are a finding of their own.
      return isCardInDoubt(finding.subject, finding.trouble) ? ['layer'] : ['layer', 'environment'];
    case 'import-broken':
    case 'library-missing':
      return finding.package === null ? fromLayer : fromPackage;
    default:
      return fromPackage;
  }
};

const fromLayer: readonly Rung[] = ['layer', 'cache', 'environment', 'python'];
const fromPackage: readonly Rung[] = ['package', ...fromLayer];

/** The rung on which a finding is answered first; null where nothing is to be done. */
export const leastRung = (finding: Finding): Rung | null => ladderOf(finding)[0] ?? null;

/** The higher one of two rungs. */
export const higher = (a: Rung, b: Rung): Rung => (rungs.indexOf(a) >= rungs.indexOf(b) ? a : b);
