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
  await bundleTool('audit/worker.ts', join(folder, 'audit-worker.cjs'));
  return bundleTool('audit.ts', join(folder, 'audit.cjs'));
};

/** A tool as one file: what loads some of its modules only when it needs them looks for them then. */
export const bundleTool = async (tool: string, file: string): Promise<string> => {
  const input = fileURLToPath(new URL(tool, tools));
  await build({ platform: 'node', logLevel: 'silent', input, output: { file, format: 'cjs', codeSplitting: false } });
  return pathToFileURL(file).href;
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
