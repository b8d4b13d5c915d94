import { expect, test } from 'vitest';
import { type Offer, offerUpdate } from '../../../electron/update/offer.ts';

/** Records everything that is asked, said and done; nothing is newer than `newer`. */
const trial = async (given: Partial<Offer> & { newer?: string | Error; broken?: boolean } = {}) => {
  const { newer = '2.0.0', broken = false, ...more } = given;
  const done: string[] = [];
  const note = (what: string) => async (): Promise<void> => {
    done.push(what);
  };
  await offerUpdate({
    way: 'by-itself',
    openUpdater: async () => {
      done.push('open');
      return {
        newer: async () => {
          if (newer instanceof Error) throw newer;
          return newer === '' ? null : newer;
        },
        download: async () => {
          done.push('download');
          if (broken) throw new Error('sha512 checksum mismatch');
        },
        install: () => {
          done.push('install');
        },
      };
    },
    idle: note('idle'),
    wanted: async (version) => {
      done.push(`wanted ${version}?`);
      return true;
    },
    restart: async () => {
      done.push('restart?');
      return true;
    },
    tellOf: note('tell of it'),
    tellFailure: async (_version, error) => {
      done.push(`tell: ${error.message}`);
    },
    log: () => undefined,
    ...more,
  });
  return done;
};

test('it asks, downloads, asks again and installs, each time only when no run is in progress', async () => {
  expect(await trial()).toEqual(['open', 'idle', 'wanted 2.0.0?', 'download', 'idle', 'restart?', 'idle', 'install']);
});

test('where it is off, not even an updater is made', async () => {
  expect(await trial({ way: 'off' })).toEqual([]);
});

test('nobody is told of the newest version, or of a server that gives no answer', async () => {
  expect(await trial({ newer: '' })).toEqual(['open']);
  expect(await trial({ newer: new Error('ECONNREFUSED') })).toEqual(['open']);
});

test('a no is a no, and a later is a later', async () => {
  expect(await trial({ wanted: async () => false })).toEqual(['open', 'idle']);
  expect(await trial({ restart: async () => false })).not.toContain('install');
});

test('a copy that cannot replace itself says so and downloads nothing', async () => {
  expect(await trial({ way: 'by-hand' })).toEqual(['open', 'idle', 'tell of it']);
});

test('a download that is not what it should be is not installed, and said', async () => {
  expect((await trial({ broken: true })).slice(-3)).toEqual(['download', 'idle', 'tell: sha512 checksum mismatch']);
});

test('a run that is in progress is not disturbed', async () => {
  const asked: string[] = [];
  let end = (): void => undefined;
  const idle = new Promise<void>((resolve) => {
    end = resolve;
  });
  const whole = trial({
    idle: () => idle,
    wanted: async () => {
      asked.push('wanted');
      return false;
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([]);
  end();
  await whole;
  expect(asked).toEqual(['wanted']);
});
