import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFirstPicture } from '../../electron/first-picture.ts';

const settles = (promise: Promise<void>, ms: number): Promise<boolean> =>
  Promise.race([promise.then(() => true), delay(ms, false)]);

describe('the first picture', () => {
  it('is waited for until the page shows it', async () => {
    const picture = createFirstPicture(new EventEmitter());
    expect(await settles(picture.drawn, 150)).toBe(false);
    picture.isShown();
    expect(await settles(picture.drawn, 1000)).toBe(true);
  });

  it('is not waited for once the window is gone', async () => {
    const window = new EventEmitter();
    const picture = createFirstPicture(window);
    window.emit('closed');
    expect(await settles(picture.drawn, 1000)).toBe(true);
  });
});
