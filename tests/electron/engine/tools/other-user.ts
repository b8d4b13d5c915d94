import { execFileSync } from 'node:child_process';

/** The user `nobody` of Linux and macOS. */
const nobody = 65534;

const tools = new URL('../../../../electron/engine/tools/', import.meta.url);

/** Why rights cannot be tested here; null where they can. Modes mean nothing to root, so another user has to try. */
export const noOtherUser = (): string | null => {
  if (process.getuid?.() !== 0) return 'only root can start a process as another user';
  if (!('typescript' in process.features) || process.features.typescript === false)
    return 'this Node runs no TypeScript';
  return null;
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
