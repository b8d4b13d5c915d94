import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

/** The user `nobody` of Linux and macOS. */
export const nobody = 65534;

const tools = new URL('../../../../electron/engine/tools/', import.meta.url);

/** Why rights cannot be tested here; null where they can. Modes mean nothing to root, so another user has to try. */
export const noOtherUser = (): string | null => {
  if (process.getuid?.() !== 0) return 'only root can start a process as another user';
  if (!('typescript' in process.features) || process.features.typescript === false)
    return 'this Node runs no TypeScript';
  return null;
};

/**
 * The audit as one file in `folder`, its thread's beside it, as in the product: a thread reads its
 * program when it is started, and the checkout may lie in a folder that is closed to others.
 */
export const bundleAudit = async (folder: string): Promise<string> => {
  const file = (name: string): string => fileURLToPath(new URL(name, tools));
  const audit = join(folder, 'audit.cjs');
  const thread = join(folder, 'audit-worker.cjs');
  const common = { platform: 'node', logLevel: 'silent' } as const;
  await build({ ...common, input: file('audit.ts'), output: { file: audit, format: 'cjs' } });
  await build({ ...common, input: file('audit/worker.ts'), output: { file: thread, format: 'cjs' } });
  return pathToFileURL(audit).href;
};

/** What the function (JavaScript text) answers that gets a tool's module, run as a user without rights. */
export const asOtherUser = (tool: string, use: string): unknown => {
  // Loaded first: the checkout may lie in a folder that is closed to others.
  const script = `const tool = await import(${JSON.stringify(new URL(tool, tools).href)});
    process.setgroups([]);
    process.setgid(${nobody});
    process.setuid(${nobody});
    console.log(JSON.stringify(await (${use})(tool)));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    cwd: '/',
  });
  return JSON.parse(output);
};
