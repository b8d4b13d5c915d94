import type { Finding } from '../../shared/finding.ts';
import type { Plan } from '../../shared/plan.ts';
import type { RunState } from '../../shared/run-state.ts';
import { asksForRepair } from '../../shared/severity.ts';
import { wordAccelerator } from '../../shared/wording.ts';
import { words } from '../words.ts';

/** A package that the manifest asks for or forbids, as the last look found it. */
export interface PackageRow {
  name: string;
  version: string | null;
  /** `whole` where it was imported, `wrong` where something is found at fault, null where nobody looked. */
  state: 'whole' | 'wrong' | null;
  /** What is wrong, in a few words. */
  note: string | null;
}

/** Every package of which the run tells something: those at fault first, then in the manifest's order. */
export const packageRows = ({ findings, proofs, packages }: RunState): PackageRow[] => {
  const faults = new Map(findings.flatMap((finding) => faultOf(finding)));
  const imported = new Map(
    proofs.filter(({ kind }) => kind === 'import').map((proof) => [packageOf(proof.subject), proof]),
  );
  return [...new Set([...faults.keys(), ...imported.keys()])].map((name) => {
    const proof = imported.get(name);
    const note = faults.get(name) ?? null;
    const isWrong = note !== null || proof?.ok === false;
    return {
      name,
      version: packages[name] ?? proof?.version ?? null,
      state: isWrong ? 'wrong' : proof === undefined ? null : 'whole',
      note,
    };
  });
};

const leadingAtLeast = 3;
const leadingAtMost = 5;

/** The rows to show without asking: what is wrong, and of the rest what people know by name. */
export const leadingRows = (rows: readonly PackageRow[]): PackageRow[] => {
  const rank = ({ name, state }: PackageRow): number => (state === 'wrong' ? 0 : 100) + importance(name);
  const telling = rows.filter(({ name, state }) => state === 'wrong' || importance(name) < words.knownPackages.length);
  const count = Math.min(Math.max(telling.length, leadingAtLeast), leadingAtMost);
  return [...rows].sort((one, other) => rank(one) - rank(other)).slice(0, count);
};

/** Those that people know by name first; otherwise as they are. */
export const byImportance = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => importance(a) - importance(b));

const importance = (name: string): number => {
  const known = words.knownPackages.findIndex(([key]) => key === name);
  return known < 0 ? words.knownPackages.length : known;
};

const faultOf = (finding: Finding): [string, string][] => {
  if (!asksForRepair(finding)) return [];
  switch (finding.code) {
    case 'requirement-missing':
      return [[packageOf(finding.requirement), words.fault.missing]];
    case 'dependency-missing':
    case 'package-gone':
      return [[finding.package, words.fault.missing]];
    case 'version-outside':
    case 'dependency-conflict':
      return [[finding.package, words.fault.version(finding.requirement)]];
    case 'torch-mismatch':
      return [[finding.package, words.fault.version(finding.wanted)]];
    case 'wrong-build':
      return [[finding.package, words.fault.build(wordAccelerator(finding.build), wordAccelerator(finding.wanted))]];
    case 'import-broken':
    case 'library-missing':
      return [[finding.package ?? packageOf(finding.module), words.fault.broken]];
    case 'numpy-torn':
    case 'abi-mix':
      return [[finding.package, words.fault.broken]];
    case 'module-shadowed':
      return [[packageOf(finding.module), words.fault.broken]];
    case 'unwanted-package':
      return [[finding.package, words.fault.unwanted]];
    // What lies beside a package says nothing about the package itself.
    case 'leftover':
      return finding.only ? [[finding.package, words.fault.missing]] : [];
    default:
      return 'package' in finding ? [[finding.package, words.fault.damaged]] : [];
  }
};

/** numpy>=2 → numpy, huggingface_hub → huggingface-hub, torch.nn → torch. */
const packageOf = (requirementOrModule: string): string =>
  (/^[A-Za-z0-9_-]+/.exec(requirementOrModule)?.[0] ?? requirementOrModule).toLowerCase().replaceAll('_', '-');

/** How many installed packages a plan does not name. Their versions are kept where that can be. */
export const othersKept = ({ packages }: RunState, { steps }: Plan): number => {
  const named = new Set(
    steps.flatMap((step) => {
      if (step.kind === 'install-layer') return step.layer.packages.map(({ name }) => name);
      return step.kind === 'remove-packages' ? step.packages : [];
    }),
  );
  return Object.keys(packages).filter((name) => !named.has(name)).length;
};
