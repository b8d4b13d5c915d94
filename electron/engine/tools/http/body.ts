import type { Readable } from 'node:stream';

/** The bytes of an answer as they come. */
export type HttpBody = AsyncIterable<Buffer> & { destroy(): void };

/**
 * An answer's body whose errors are those of `explain`. It need not be read: one that nobody wants is
 * to be destroyed, and an error of one that nobody reads is nobody's.
 */
export const createBody = (stream: Readable, explain: (error: unknown) => Error): HttpBody => {
  stream.on('error', () => undefined);
  return {
    destroy: () => {
      stream.destroy();
    },
    [Symbol.asyncIterator]: () => {
      const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
      const explained = async <T>(step: Promise<T>): Promise<T> => {
        try {
          return await step;
        } catch (error) {
          throw explain(error);
        }
      };
      return {
        next: () => explained(chunks.next()),
        return: () => explained(chunks.return?.() ?? Promise.resolve({ done: true, value: undefined })),
      };
    },
  };
};
