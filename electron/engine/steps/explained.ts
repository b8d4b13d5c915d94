import type { Failure } from '../../../shared/failure.ts';
import { Failing } from '../failing.ts';
import { parseRequirement } from '../requirement.ts';
import { type StepContext, targetPython } from './context.ts';

/** What a resolution was asked for. */
export interface Wanted {
  requirements: readonly string[];
  constraints: readonly string[];
  variantIndex: string | null;
  /** See ResolveRequest. */
  graph: boolean;
}

/** What the tools tell less of than can be known, asked once more by ourselves. */
export const explained = async (error: unknown, context: StepContext, wanted: Wanted): Promise<unknown> => {
  if (!(error instanceof Failing) || context.signal.aborted) return error;
  switch (error.failure.code) {
    case 'index-unreachable':
      return new Failing(await withProblem(error.failure, context, wanted));
    case 'source-only':
      return new Failing(await withSource(error.failure, context, wanted));
    default:
      return error;
  }
};

/** Tells a proxy from a certificate and a sign-in. */
const withProblem = async (
  failure: FailureOf<'index-unreachable'>,
  { tools, index, signal, line }: StepContext,
  { variantIndex, requirements }: Wanted,
): Promise<Failure> => {
  const project = parseRequirement(requirements[0] ?? '').name;
  const onLine = (text: string) => line('output', text);
  const problem = await tools.explainIndex({ named: failure.index, project, variantIndex, index, signal, onLine });
  return problem === null ? failure : { ...failure, problem };
};

/** Tells the version, and a source archive that nobody could use from one that somebody may say yes to. */
const withSource = async (
  failure: FailureOf<'source-only'>,
  context: StepContext,
  { variantIndex, requirements, constraints }: Wanted,
): Promise<Failure> => {
  const { tools, index, signal, line } = context;
  const python = await tools.python.inspect(targetPython(context), signal);
  if (python === null) return failure;
  const specifiers = [...requirements, ...constraints]
    .map(parseRequirement)
    .filter(({ name }) => name === failure.package)
    .map((one) => one.specifiers);
  const { version, isComplete } = await tools.findSources({
    package: failure.package,
    specifiers,
    python: python.version,
    variantIndex,
    index,
    signal,
    onLine: (text) => line('output', text),
  });
  if (version !== null) return { ...failure, version: failure.version ?? version };
  if (!isComplete) return failure;
  const requirement = `${failure.package}${specifiers.find((one) => one !== '') ?? ''}`;
  return { code: 'package-not-found', requirement, detail: failure.detail };
};

type FailureOf<C extends Failure['code']> = Extract<Failure, { code: C }>;
