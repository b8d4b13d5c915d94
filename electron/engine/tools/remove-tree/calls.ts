import fs, { type BigIntStats, type Dirent } from 'node:fs';
import { Cancelled } from '../../failing.ts';

/** What the deletion asks of the system. All throw the system's errors, and Cancelled instead of beginning after a stop. */
export interface Calls {
  unlink: (path: Buffer) => Promise<void>;
  rmdir: (path: Buffer) => Promise<void>;
  chmod: (path: Buffer, mode: number) => Promise<void>;
  lstat: (path: Buffer) => Promise<BigIntStats>;
  fstat: (file: number) => Promise<BigIntStats>;
  readdir: (path: Buffer) => Promise<Dirent<Buffer>[]>;
  readlink: (path: Buffer) => Promise<Buffer>;
  realpath: (path: Buffer) => Promise<Buffer>;
  open: (path: Buffer, flags: number) => Promise<number>;
  /** Also after a stop, and without an error. */
  close: (file: number) => Promise<void>;
  isStopped: () => boolean;
}

/** As many keep the four threads of libuv busy; behind more of them whatever else the program reads would have to wait. */
const mostRunning = 16;

type Done<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

/** Many at once, while the program goes on. By callbacks, for fs/promises adds a quarter to each call. */
export const createCalls = (isStopped: () => boolean): Calls => {
  let running = 0;
  /** The newest first: a folder is emptied before the next one is opened, so that few are open at a time. */
  const waiting: (() => void)[] = [];
  const begin = (): void => {
    while (running < mostRunning) {
      const next = waiting.pop();
      if (next === undefined) return;
      next();
    }
  };
  const call = <T>(start: (done: Done<T>) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push(() => {
        if (isStopped()) {
          reject(new Cancelled());
          return;
        }
        running += 1;
        start((error, value) => {
          running -= 1;
          if (error) reject(error);
          else resolve(value);
          begin();
        });
      });
      begin();
    });
  return {
    unlink: (path) => call<void>((done) => fs.unlink(path, (error) => done(error))),
    rmdir: (path) => call<void>((done) => fs.rmdir(path, (error) => done(error))),
    chmod: (path, mode) => call<void>((done) => fs.chmod(path, mode, (error) => done(error))),
    lstat: (path) => call<BigIntStats>((done) => fs.lstat(path, { bigint: true }, done)),
    fstat: (file) => call<BigIntStats>((done) => fs.fstat(file, { bigint: true }, done)),
    readdir: (path) =>
      call<Dirent<Buffer>[]>((done) => fs.readdir(path, { withFileTypes: true, encoding: 'buffer' }, done)),
    readlink: (path) => call<Buffer>((done) => fs.readlink(path, 'buffer', done)),
    realpath: (path) => call<Buffer>((done) => fs.realpath.native(path, 'buffer', done)),
    open: (path, flags) => call<number>((done) => fs.open(path, flags, done)),
    close: (file) => new Promise((resolve) => fs.close(file, () => resolve())),
    isStopped,
  };
};
