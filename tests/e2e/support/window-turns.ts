import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

/**
 * Windows that startWindowApp opens do so one after the other, whichever process of the suite they are tested in: while a window
 * opens it takes all of a computer, and two that open at once take more than twice as long. Opened ones
 * wait more than they work.
 */
declare module 'vitest' {
  interface ProvidedContext {
    /** Port on 127.0.0.1: a connection is a turn, which begins with its first byte and ends with it. */
    windowTurns: number;
  }
}

/** A turn ends with its connection, so that a test's process that is ended keeps nobody waiting. */
export const setup = async ({ provide }: TestProject): Promise<() => void> => {
  const waiting = new Set<Socket>();
  let first: Socket | null = null;
  const next = (): void => {
    [first = null] = waiting;
    if (first === null) return;
    waiting.delete(first);
    first.write('.');
  };
  const server = createServer((socket) => {
    waiting.add(socket);
    // What a killed process leaves is closed after its error.
    socket
      .on('error', () => undefined)
      .on('close', () => {
        waiting.delete(socket);
        if (socket === first) next();
      });
    if (first === null) next();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  provide('windowTurns', (server.address() as AddressInfo).port);
  return () => {
    server.close();
  };
};

const turnIsLost = async (turn: Socket): Promise<never> => {
  await once(turn, 'close');
  throw new Error('nobody gives turns to the windows any more');
};

/** Does it when nobody else does; a program that a test starts without this waits for nobody. */
export const inTurn = async <Done>(open: () => Promise<Done>): Promise<Done> => {
  const turn = connect(inject('windowTurns'), '127.0.0.1');
  try {
    await Promise.race([once(turn, 'data'), turnIsLost(turn)]);
    return await open();
  } finally {
    turn.destroy();
  }
};
