import { describe, expect, it } from 'vitest';
import { journalPiece, textPiece } from '../../../../electron/engine/bundle/piece.ts';
import { redactLines } from '../../../../electron/engine/bundle/redact-lines.ts';
import { createRedactor } from '../../../../electron/engine/bundle/redactor.ts';

const redactor = () =>
  createRedactor({ homes: ['/home/ada lovelace'], users: ['step'], hosts: [], secrets: ['hunter2hunter2'] });

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const all = async (lines: readonly string[], pieceOf = journalPiece): Promise<string[]> => {
  let text = '';
  for await (const part of redactLines(from(lines), pieceOf, redactor())) text += part;
  return text.split('\n').slice(0, -1);
};

const batch = (...texts: string[]): string =>
  JSON.stringify({ seq: 1, type: 'lines', step: 'a', lines: texts.map((text) => ({ at: 1, level: 'output', text })) });
const textsIn = (line: string | undefined): string[] =>
  JSON.parse(line ?? '').lines.map(({ text }: { text: string }) => text);

describe('the lines of a kept file', () => {
  it('keep their number, and lose a secret that one event begins and the next one ends', async () => {
    const [one, progress, two] = await all([
      batch('first', 'it is hunter2'),
      JSON.stringify({ type: 'step-progressed', done: 1 }),
      batch('hunter2 indeed', 'last'),
    ]);
    expect(textsIn(one)).toEqual(['first', 'it is ***']);
    expect(JSON.parse(progress ?? '')).toEqual({ type: 'step-progressed', done: 1 });
    expect(textsIn(two)).toEqual([' indeed', 'last']);
  });

  it('lose it where two groups meet, wherever that is', async () => {
    const filler = 'x'.repeat(1000);
    for (let before = 60; before < 70; before += 1) {
      const lines = [
        ...Array<string>(before).fill(filler),
        'at hunter2',
        'hunter2 ok',
        ...Array<string>(70).fill(filler),
      ];
      const done = await all(lines, textPiece);
      expect(done.length).toBe(lines.length);
      expect(done.slice(before, before + 2)).toEqual(['at ***', ' ok']);
    }
  });

  it('lose it in values, keys and fields that are named like a secret, and stay an event', async () => {
    const [line] = await all([
      JSON.stringify({
        type: 'step-started',
        step: 'x',
        path: '/home/ada lovelace/env',
        o: { hunter2hunter2: 1, api_key: 'abc' },
      }),
    ]);
    expect(JSON.parse(line ?? '')).toEqual({
      type: 'step-started',
      step: 'x',
      path: '~/env',
      o: { '***': 1, api_key: '***' },
    });
  });

  it('may be torn', async () => {
    const [whole, torn] = await all([batch('a'), batch('in /home/ada lovelace/x with HF_TOKEN=abc').slice(0, -5)]);
    expect(textsIn(whole)).toEqual(['a']);
    expect(torn).toContain('"text":"in ~/x with HF_TOKEN=***');
  });
});
