import { describe, expect, it } from 'vitest';
import { hasUnicode, wantsColors } from '../../../electron/cli/choose-view.ts';
import { cut, draw, padded, printable, widthOf } from '../../../electron/cli/terminal-text.ts';

describe('text for a terminal', () => {
  it.each([
    ['plain', 'plain'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'link'],
    ['two\nlines\r\nand\ta tab', 'two lines and a tab'],
    ['bell\u0007, back\b, del\u007f, c1\u009b', 'bell, back, del, c1'],
    ['right\u202eleft', 'rightleft'],
    ['Jürgen 漢字 👍', 'Jürgen 漢字 👍'],
  ])('%j is made printable', (raw, text) => {
    expect(printable(raw)).toBe(text);
  });

  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['漢字', 4],
    ['👩‍💻', 2],
    ['✓ ok', 4],
  ])('%j takes %d columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['漢字漢字', 5, '漢字…'],
    ['漢字漢字', 4, '漢…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j in %d columns is %j', (text, width, short) => {
    expect(cut(text, width)).toBe(short);
    expect(widthOf(short)).toBeLessThanOrEqual(width);
  });

  it('is padded by columns, not by characters', () => {
    expect(padded('漢', 4)).toBe('漢  ');
    expect(padded('long', 2)).toBe('long');
  });

  it('is cut before it is coloured', () => {
    expect(draw(['ab', ['bad', 'cdef'], 'ghi'], { width: 5, colors: true })).toBe('ab\u001b[31mcd…\u001b[39m');
    expect(draw(['ab', ['bad', 'cdef'], 'ghi'], { width: 5, colors: false })).toBe('abcd…');
  });
});

describe('a terminal', () => {
  it('gets colours but where NO_COLOR has a value', () => {
    expect([
      wantsColors({}),
      wantsColors({ NO_COLOR: '' }),
      wantsColors({ NO_COLOR: '1' }),
      wantsColors({ NO_COLOR: '0' }),
    ]).toEqual([true, true, false, false]);
  });

  it('gets signs that its font has', () => {
    expect([
      hasUnicode('linux', { TERM: 'xterm-256color' }),
      hasUnicode('linux', { TERM: 'linux' }),
      hasUnicode('win32', { WT_SESSION: 'x' }),
      hasUnicode('win32', {}),
    ]).toEqual([true, false, true, false]);
  });
});
