import type { RmProcess } from '../../../../../electron/engine/tools/holders/windows-layouts.ts';

/** RM_PROCESS_INFO as restartmanager.h declares it, written field by field: the real one is answered on Windows only. */
export const rmProcess = ({ pid, started, name, type }: RmProcess): Buffer => {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const wide = (text: string, characters: number) => {
    const bytes = Buffer.alloc(2 * characters);
    bytes.write(text, 'utf16le');
    return bytes;
  };
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(started);
  const [status, session, restartable] = [1, 2, 1].map(number);
  const rest = [status, session, restartable].flatMap((bytes) => bytes ?? []);
  return Buffer.concat([number(pid), time, wide(name, 256), wide('service', 64), number(type), ...rest]);
};
