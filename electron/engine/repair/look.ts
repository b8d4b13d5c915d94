import { type Diagnosis, diagnose } from '../diagnose.ts';
import { Failing } from '../failing.ts';
import type { FolderKind } from '../interfaces/environments.ts';
import type { Tools } from '../tools.ts';
import type { RepairContext } from './context.ts';

export interface Looked extends Diagnosis {
  /** Tells whether another run changed the environment while this one looked. */
  state: string;
  /** As in Diagnosis, and by what the resolutions have said since. */
  homes: Map<string, string>;
}

export const look = async ({
  root,
  request,
  layers,
  choice,
  machine,
  tools,
  signal,
  emit,
}: RepairContext): Promise<Looked> => {
  emit({ type: 'phase-started', phase: 'diagnose' });
  const state = await runsOf(tools, root);
  const folder = await lookAtFolder(tools, root);
  const { manifest } = request;
  const deep = request.deep || 'last';
  const diagnosis = await diagnose({ root, folder, manifest, layers, choice, machine, deep, tools, signal, emit });
  return { ...diagnosis, homes: new Map(diagnosis.homes), state };
};

/** Names the last run that changed the environment, and those that are open. */
export const runsOf = async (tools: Tools, root: string): Promise<string> => {
  const [mark, open] = await Promise.all([tools.environments.readMark(root), tools.trash.open(root)]);
  return [mark?.run ?? '', ...open.map(({ run }) => run)].join(' ');
};

/** What is at the environment's path; a file and a folder that is none of ours are refused. */
export const lookAtFolder = async (tools: Tools, root: string): Promise<FolderKind> => {
  const folder = await tools.environments.look(root);
  if (folder.kind === 'file') throw new Failing({ code: 'environment-is-a-file', path: root });
  if (folder.kind === 'foreign') throw new Failing({ code: 'environment-not-ours', path: root, found: folder.found });
  return folder;
};
