import { expect, test } from 'vitest';
import {
  processesWith,
  type RestartManagerCalls,
} from '../../../../../electron/engine/tools/holders/restart-manager.ts';
import { rmProcessBytes } from '../../../../../electron/engine/tools/holders/windows-layouts.ts';
import { rmProcess } from './written-windows.ts';

const success = 0;
const accessDenied = 5;
const moreData = 234;
const tooManySessions = 353;

const some = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    pid: 100 + at,
    started: BigInt(at + 1),
    name: `program ${at}`,
    type: 1,
  }));

/** A double of rstrtmgr.dll: answers as its documentation says, and writes down what it was called with. */
const restartManagerDouble = (
  counts: readonly number[],
  codes: { start?: number; register?: number; list?: number } = {},
) => {
  const log: string[] = [];
  const waiting = [...counts];
  const calls: RestartManagerCalls = {
    start: () => {
      log.push('start');
      return { code: codes.start ?? success, session: 7 };
    },
    register: async (session, files) => {
      log.push(`register ${session} ${files.join(' ')}`);
      return codes.register ?? success;
    },
    list: async (session, capacity) => {
      const processes = some((waiting.length > 1 ? waiting.shift() : waiting[0]) ?? 0);
      log.push(`list ${session} ${capacity}`);
      const given = processes.slice(0, capacity);
      const bytes = Buffer.alloc(capacity * rmProcessBytes);
      Buffer.concat(given.map(rmProcess)).copy(bytes);
      const code = codes.list ?? (processes.length > capacity ? moreData : success);
      return { code, needed: processes.length, count: given.length, bytes };
    },
    end: (session) => {
      log.push(`end ${session}`);
    },
  };
  return { calls, log };
};

test('all that have one of the files open are answered, in a session of its own', async () => {
  const { calls, log } = restartManagerDouble([2]);
  expect(await processesWith(calls, ['C:\\a.pyd', 'C:\\b.pyd'])).toEqual(some(2));
  expect(log).toEqual(['start', 'register 7 C:\\a.pyd C:\\b.pyd', 'list 7 16', 'end 7']);
});

test('while there are more than there is room for it asks again, also where they grow meanwhile', async () => {
  const { calls, log } = restartManagerDouble([40, 100, 90]);
  expect(await processesWith(calls, ['C:\\a.pyd'])).toEqual(some(90));
  expect(log.slice(2)).toEqual(['list 7 16', 'list 7 56', 'list 7 116', 'end 7']);
});

test('it gives up where they never become few enough', async () => {
  const { calls, log } = restartManagerDouble([0], { list: moreData });
  expect(await processesWith(calls, ['C:\\a.pyd'])).toBeNull();
  expect(log.filter((line) => line.startsWith('list'))).toHaveLength(8);
  expect(log.at(-1)).toBe('end 7');
});

test.each([
  { what: 'no session is left', codes: { start: tooManySessions }, log: ['start'] },
  { what: 'a file is refused', codes: { register: accessDenied }, log: ['start', 'register 7 f', 'end 7'] },
  { what: 'the list is refused', codes: { list: accessDenied }, log: ['start', 'register 7 f', 'list 7 16', 'end 7'] },
])('where $what nothing is known, and what was begun is ended', async ({ codes, log }) => {
  const double = restartManagerDouble([1], codes);
  expect(await processesWith(double.calls, ['f'])).toBeNull();
  expect(double.log).toEqual(log);
});
