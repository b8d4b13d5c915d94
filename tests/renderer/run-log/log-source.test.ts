import { expect, it } from 'vitest';
import type { Link } from '../../../renderer/client/link.ts';
import { createLogSource } from '../../../renderer/run-log/log-source.ts';
import { type LogPage, logLinesSchema, type ShownLine } from '../../../shared/run-log.ts';

const total = 30_000;
const lineAt = (index: number): ShownLine => ({
  index,
  at: 1,
  step: null,
  level: 'output',
  text: `${index}`,
  hidden: 0,
});
const pageOf = (from: number, count: number): LogPage => ({
  state: { end: 'open', total, shown: total, matches: 0, steps: [], failure: null },
  from,
  lines: Array.from({ length: count }, (_, n) => lineAt(from + n)),
});

/** A host that answers when it is told to, in the order in which it was asked. */
const slowHost = () => {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const call: Link['call'] = (_, input) => {
    const { from, count } = logLinesSchema.parse(input);
    if (count > 0) asked.push(from);
    return new Promise((resolve) => {
      answers.push(() => resolve({ ok: true, value: pageOf(from, count) as never }));
    });
  };
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, answers, call, answer };
};

const openSource = async () => {
  const host = slowHost();
  const source = createLogSource({
    call: host.call,
    run: 'r1',
    filter: { step: null, level: 'all' },
    onChange: () => undefined,
  });
  await host.answer();
  return { host, source };
};

it('asks for the lines in sight first, and not for those that were scrolled past meanwhile', async () => {
  const { host, source } = await openSource();
  for (let from = 0; from < total; from += 1000) source.want(from, from + 50);
  source.want(total - 50, total);
  for (let at = 0; at < 3; at += 1) await host.answer();
  expect(source.lineAt(total - 1)?.text).toBe('29999');
  expect(host.asked).toEqual([0, 1000, 29_900]);
});

it('asks for all pieces in sight, each once', async () => {
  const { host, source } = await openSource();
  source.want(50, 450);
  while (host.answers.length > 0) await host.answer();
  expect(host.asked).toEqual([0, 100, 200, 300, 400]);
  source.want(60, 460);
  expect(host.answers).toEqual([]);
});
