import { realpath } from 'node:fs/promises';
import { Failing } from '../failing.ts';
import type { RunCommand } from '../interfaces/command.ts';
import { environmentPython } from './environment-python.ts';
import { inspect } from './python/inspect.ts';

/**
 * The environment's interpreter, once it has said that it installs into this environment and nowhere
 * else; asked right before each install. Where pyvenv.cfg is missing, the very same program is the
 * computer's own Python, and pip and uv would install there. The file by itself is no proof: what
 * counts is the prefix that the interpreter takes. Throws Failing environment-creation-failed.
 */
export const ownPython = async (command: RunCommand, root: string, signal: AbortSignal): Promise<string> => {
  const path = environmentPython(root);
  const { python, problem } = await inspect(command, path, signal);
  const refuse = (reason: string) =>
    new Failing({ code: 'environment-creation-failed', python: path, detail: [reason] });
  if (python === null) throw refuse(problem);
  const isOwn = python.inEnvironment && python.prefix === (await realpath(root).catch(() => root));
  if (!isOwn) throw refuse(`it would install into ${python.prefix}, which is not this environment`);
  return path;
};
