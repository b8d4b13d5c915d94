import { promises } from 'node:fs';
import { join, relative } from 'node:path';
import { liesBelow } from '../../../electron/engine/tools/below-root.ts';

/**
 * A double of one rule of Windows that Wine lacks: no folder can be renamed while something in it is
 * open, loaded or a program's working directory; it answers EPERM. `held` is such a thing, and goes
 * along where it is moved by itself. Everything else is done for real.
 */
export const refuseFolderRename = (held: string): void => {
  const real = promises.rename;
  let place = held;
  promises.rename = async (from, to) => {
    const [source, target] = [String(from), String(to)];
    if (liesBelow(source, place)) {
      const text = `EPERM: operation not permitted, rename '${source}' -> '${target}'`;
      throw Object.assign(new Error(text), { errno: -4048, code: 'EPERM', syscall: 'rename', path: source });
    }
    await real(source, target);
    place = relative(source, place) === '' ? join(target) : place;
  };
};
