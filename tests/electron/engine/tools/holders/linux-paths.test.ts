import { expect, test } from 'vitest';
import {
  asInMaps,
  looksDeleted,
  mappedFiles,
  programPath,
  systemService,
} from '../../../../../electron/engine/tools/holders/linux-paths.ts';

/** Recorded on Debian 12 (Linux 6.18), the names changed. */
const maps = `55d0c0a00000-55d0c0a01000 r--p 00000000 fe:00 1054211                    /usr/bin/python3.11
55d0c0a01000-55d0c0a02000 r-xp 00001000 fe:00 1054211                    /usr/bin/python3.11
55d0e5d3c000-55d0e5e9c000 rw-p 00000000 00:00 0                          [heap]
7f1c8c000000-7f1c8c021000 rw-p 00000000 00:00 0 
7f1c93a00000-7f1c93a01000 r--s 00000000 fe:00 393226                     /tmp/a b/odd\\012name é [x] /y.so
7f1c93b00000-7f1c93b01000 r--p 00000000 fe:00 393227                     /tmp/gone.so (deleted)
7f1c93c00000-7f1c93c01000 rw-s 00000000 00:01 1029                       /memfd:pulse audio (deleted)
7f1c93d00000-7f1c93d01000 rw-p 00000000 00:00 0                          [anon:glibc: /not/a/file]
7f1c93e00000-7f1c93e01000 rw-s 00000000 00:05 12                         /dev/nvidia0
7ffd1f5c0000-7ffd1f5e1000 rw-p 00000000 00:00 0                          [stack]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
`;

test('mapped files are read once each, with spaces and newlines, and what is no file is not', () => {
  expect(mappedFiles(maps)).toEqual([
    '/usr/bin/python3.11',
    '/tmp/a b/odd\nname é [x] /y.so',
    '/tmp/gone.so (deleted)',
    '/memfd:pulse audio (deleted)',
    '/dev/nvidia0',
  ]);
  expect(mappedFiles('')).toEqual([]);
  expect(maps).toContain(asInMaps('/tmp/a b/odd\nname é'));
});

test('a program that an update has replaced keeps its path', () => {
  expect(programPath('/usr/bin/python3.11 (deleted)')).toBe('/usr/bin/python3.11');
  expect(programPath('/usr/bin/a (deleted) program')).toBe('/usr/bin/a (deleted) program');
  expect([looksDeleted('/x (deleted)'), looksDeleted('/x'), looksDeleted('/x (deleted)/y')]).toEqual([
    true,
    false,
    false,
  ]);
});

test.each([
  ['0::/system.slice/jupyter.service\n', 'jupyter.service'],
  ['0::/system.slice/system-getty.slice/getty@tty1.service\n', 'getty@tty1.service'],
  ['0::/system.slice/docker.service/child\n', 'docker.service'],
  ['12:cpu:/user.slice\n1:name=systemd:/system.slice/cron.service\n0::/\n', 'cron.service'],
  ['0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-code.scope\n', null],
  ['0::/user.slice/user-1000.slice/session-2.scope\n', null],
  ['0::/system.slice/docker-0123.scope\n', null],
  ['0::/\n', null],
  ['', null],
])('the service of %j is %j', (cgroup, service) => {
  expect(systemService(cgroup)).toBe(service);
});
