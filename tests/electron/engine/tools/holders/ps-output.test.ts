import { expect, test } from 'vitest';
import { parsePs, psStartedAt } from '../../../../../electron/engine/tools/holders/ps-output.ts';

/** Recorded with procps 4.0 of Debian 12. */
const recorded = `      1       0     0     0 SLl  Wed Nov 25 15:33:41 2026 process_api
  13722   13097  1000     0 S    Sun Nov  1 22:43:02 2026 python3
  13723   13097    -2    -2 Z+   Sun Nov  1 22:43:02 2026 sh <defunct>
`;

/** Written from ps(1) of macOS 14, whose `comm` is the path of the program; there was no Mac to record it on. */
const written = `    1     0     0     0 Ss   Thu Nov  5 08:00:01 2026     /sbin/launchd
  812   501   501   501 S+   Thu Nov  5 09:10:11 2026     /Users/zoë/my env/bin/python3.12
`;

test('processes are read with their users, starts and programs', () => {
  expect(parsePs(recorded)).toEqual([
    {
      pid: 1,
      parent: 0,
      realUser: 0,
      user: 0,
      state: 'SLl',
      started: 'Wed Nov 25 15:33:41 2026',
      command: 'process_api',
    },
    {
      pid: 13722,
      parent: 13097,
      realUser: 1000,
      user: 0,
      state: 'S',
      started: 'Sun Nov 1 22:43:02 2026',
      command: 'python3',
    },
    {
      pid: 13723,
      parent: 13097,
      realUser: -2,
      user: -2,
      state: 'Z+',
      started: 'Sun Nov 1 22:43:02 2026',
      command: 'sh <defunct>',
    },
  ]);
  expect(parsePs(written).map(({ pid, command }) => `${pid} ${command}`)).toEqual([
    '1 /sbin/launchd',
    '812 /Users/zoë/my env/bin/python3.12',
  ]);
  expect(parsePs('ps: illegal option\n')).toEqual([]);
});

test('a start is a time of day in UTC', () => {
  expect(parsePs(written).map(psStartedAt)).toEqual([Date.UTC(2026, 10, 5, 8, 0, 1), Date.UTC(2026, 10, 5, 9, 10, 11)]);
});
