import { expect, test } from 'vitest';
import {
  fileTimeMs,
  parseProcessEntry,
  parseRmProcesses,
  processEntryOf,
  rmProcessBytes,
  sidText,
} from '../../../../../electron/engine/tools/holders/windows-layouts.ts';
import { rmProcess } from './written-windows.ts';

test('the answers of the Restart Manager are read, one after the other', () => {
  expect(rmProcessBytes).toBe(668);
  const processes = [
    { pid: 4_000_000_000, started: 134_086_210_624_123_456n, name: 'Zoë’s Editor', type: 1 },
    { pid: 8, started: 1n, name: '', type: 1000 },
  ];
  const bytes = Buffer.concat([...processes.map(rmProcess), Buffer.alloc(rmProcessBytes, 0xff)]);
  expect(parseRmProcesses(bytes, 2)).toEqual(processes);
  expect(parseRmProcesses(bytes, 0)).toEqual([]);
  const long = { ...processes[1], pid: 9, started: 2n, type: 5, name: 'n'.repeat(255) };
  expect(parseRmProcesses(rmProcess(long), 1)).toEqual([long]);
});

test('a time of Windows is one of ours', () => {
  expect(fileTimeMs(116_444_736_000_000_000n)).toBe(0);
  // From learn.microsoft.com: 100 ns since the first of January 1601.
  expect(fileTimeMs(116_444_736_000_000_000n + 10_000_000n * 86_400n)).toBe(86_400_000);
});

test.each([
  { pointerBytes: 8, bytes: 568, pid: 8, parent: 32, name: 44 },
  { pointerBytes: 4, bytes: 556, pid: 8, parent: 24, name: 36 },
])(
  'a process of a list is read where a pointer has $pointerBytes bytes',
  ({ pointerBytes, bytes, pid, parent, name }) => {
    const entry = Buffer.alloc(bytes);
    entry.writeUInt32LE(1234, pid);
    entry.writeUInt32LE(567, parent);
    entry.write('pythonw.exe\0rest of a longer one', name, 'utf16le');
    expect(processEntryOf(pointerBytes).bytes).toBe(bytes);
    expect(parseProcessEntry(entry, pointerBytes)).toEqual({ pid: 1234, parent: 567, name: 'pythonw.exe' });
  },
);

test('a user is read with as many parts as it has', () => {
  const system = Buffer.from([0xff, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 0xff]);
  expect(sidText(system, 1)).toBe('010100000000000512000000');
});
