import { describe, expect, it } from 'vitest';
import { linesAsText, linesMatching } from '../../renderer/log-filter.ts';
import { fold } from '../support/recorded-run.ts';
import { eventsOf } from '../support/recorded-runs.ts';

const { lines } = fold(eventsOf('failed')).log;
const texts = (...filter: Parameters<typeof linesMatching>[1][]) =>
  filter.map((one) => linesMatching(lines, one).map(({ text }) => text));

describe('the log’s filter', () => {
  it('shows every line where nothing is asked for, without copying them', () => {
    expect(linesMatching(lines, { level: 'all', search: '  ' })).toBe(lines);
  });

  it('finds text whatever its case', () => {
    const [found] = texts({ level: 'all', search: 'GEFORCE' });
    expect(found).toEqual(['Debian GNU/Linux 12 · NVIDIA GeForce RTX 4070']);
  });

  it('finds what is notable, and errors alone', () => {
    const [notable, errors] = texts({ level: 'notable', search: '' }, { level: 'errors', search: '' });
    expect(notable).toContain('There is no environment in /home/ada/assistant/env yet.');
    expect(errors).toHaveLength(2);
    expect(notable).toEqual(expect.arrayContaining(errors ?? []));
  });

  it('finds nothing where nothing matches both', () => {
    expect(texts({ level: 'errors', search: 'geforce' })).toEqual([[]]);
  });

  it('copies a line each, with its time', () => {
    expect(linesAsText(lines.slice(0, 2))).toMatch(
      /^\d\d:\d\d:\d\d {2}Local AI stack · repair .*\n\d\d:\d\d:\d\d {2}Debian.*\n$/,
    );
  });
});
