import type { Machine } from '../../shared/machine.ts';
import type { Layer } from '../../shared/manifest.ts';
import { asksForRepair } from '../../shared/severity.ts';
import { mendable } from './beside-stack.ts';
import { lookForPresent } from './choose-layers/look-for-present.ts';
import { type Choice, chooseLayers } from './choose-layers.ts';
import { detectMachine } from './detect-machine.ts';
import { type DiagnoseRequest, type Diagnosis, diagnose } from './diagnose.ts';
import type { FolderKind } from './interfaces/environments.ts';
import type { PythonSearch } from './python-search.ts';
import type { RunContext } from './run-context.ts';

/** The computer, with its Pythons where `search` is given. */
export const detect = async (
  { request, tools, log, signal }: RunContext,
  search: PythonSearch | null,
): Promise<Machine> => {
  log.emit({ type: 'phase-started', phase: 'detect' });
  const machine = await detectMachine(tools, {
    environment: request.environment,
    pythons: search?.(null) ?? null,
    signal,
  });
  log.emit({ type: 'machine-detected', machine });
  return machine;
};

export interface Place {
  root: string;
  folder: FolderKind;
  layers: readonly Layer[];
  search: PythonSearch;
  machine: Machine;
}

/** The builds that suit the computer and what is installed. Throws Failing accelerator-unknown. */
export const choose = async (
  { request, tools, log }: RunContext,
  { root, folder, layers, search, machine }: Place,
): Promise<Choice> => {
  const present = await lookForPresent({ tools, root, folder, request, search });
  const choice = chooseLayers(layers, machine, request.accelerator, present);
  if (choice.accelerator !== null) log.emit({ type: 'build-chosen', build: choice.accelerator });
  return choice;
};

/** A diagnosis that no repair follows; `asking`: its findings that a repair would answer. */
export const lookOnly = async (
  { request, tools, log, signal }: RunContext,
  { root, folder, layers, machine }: Place,
  { choice, deep }: Pick<DiagnoseRequest, 'choice' | 'deep'>,
): Promise<{ diagnosis: Diagnosis; asking: Diagnosis['findings'] }> => {
  const { emit } = log;
  const { manifest } = request;
  emit({ type: 'phase-started', phase: 'diagnose' });
  const diagnosis = await diagnose({ root, folder, manifest, layers, choice, machine, deep, tools, signal, emit });
  const asking = mendable(diagnosis.findings, diagnosis, await tools.environments.readMark(root));
  const left = diagnosis.findings.filter((one) => asksForRepair(one) && !asking.includes(one));
  const names = new Set(left.flatMap((one) => ('package' in one ? (one.package ?? []) : [])));
  if (names.size > 0) emit({ type: 'step-noted', step: null, note: 'left-alone', detail: [...names].join(', ') });
  return { diagnosis, asking };
};
