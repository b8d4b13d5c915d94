import { posix, win32 } from 'node:path';
import type { Holder } from '../../../../shared/holder.ts';
import { liesBelow } from '../below-root.ts';
import type { ProcessFacts } from './facts.ts';
import { isPython, knownAs } from './known-programs.ts';

/** The process that asks, and where it stands. */
export interface Self {
  pid: number;
  ancestors: readonly number[];
  /** The path of its program. */
  program: string;
}

type Kind = Pick<Holder, 'kind' | 'why'>;

/** What a holder is: pure, by the evidence alone. `roots` are the names of the environment's folder, with links and without. */
export const classify = (
  facts: ProcessFacts,
  {
    ancestors,
    files,
    self,
    roots,
  }: { ancestors: readonly number[]; files: readonly string[]; self: Self; roots: readonly string[] },
): Kind => {
  const why = protectionOf(facts, ancestors, self);
  if (why !== null) return { kind: 'protected', why };
  if (facts.marked || ancestors.includes(self.pid)) return { kind: 'own-child', why: null };
  const inRoots = (path: string): boolean => roots.some((root) => liesBelow(root, path, flavourOf(root)));
  // Another Python that was told to look into this environment has its libraries loaded as its own has.
  const hasLoaded =
    facts.program !== null && isPython(facts.program) && files.some((file) => isNative(file) && inRoots(file));
  return { kind: hasLoaded || facts.runsFrom.some(inRoots) ? 'environment' : 'user', why: null };
};

/** Why a process must not be ended, whoever asks for it; null where it may be. */
export const protectionOf = (
  facts: ProcessFacts,
  ancestors: readonly number[],
  self: Self,
): NonNullable<Holder['why']> | null => {
  if (facts.pid === self.pid || self.ancestors.includes(facts.pid) || isPartOf(self, facts, ancestors))
    return 'this-application';
  // Also an administrator is not offered what belongs to somebody else, who may be at work with it.
  if (facts.sameUser !== true) return 'other-user';
  const known = [facts.name, facts.program ?? ''].flatMap((name) => knownAs(name) ?? []);
  if (known.includes('security')) return 'security';
  if (facts.pid <= 1 || facts.role === 'system' || known.includes('system')) return 'system';
  return facts.role === 'service' || known.includes('service') ? 'service' : null;
};

/** Electron's helpers are children of ours, and the window goes with them; what we start on purpose is another program. */
const isPartOf = (self: Self, facts: ProcessFacts, ancestors: readonly number[]): boolean =>
  !facts.marked &&
  ancestors.includes(self.pid) &&
  facts.program !== null &&
  applicationOf(facts.program) === applicationOf(self.program);

/** On macOS the helpers are programs of their own in the bundle of the application. */
const applicationOf = (program: string): string => /^.*?\.app(?=\/)/s.exec(program)?.[0] ?? program;

const isNative = (file: string): boolean => /\.(?:so|pyd|dll|dylib)(?:\.[\d.]+)?$/i.test(file);

const flavourOf = (path: string): typeof posix => (/^(?:[a-z]:|\\\\)/i.test(path) ? win32 : posix);
