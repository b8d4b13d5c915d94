import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutputLines, longestLine } from '../../../../electron/engine/tools/output-lines.ts';
import { redact } from '../../../../shared/redact.ts';

const linesOf = (chunks: readonly (string | Uint8Array)[], clean = (text: string) => text): string[] => {
  const lines: string[] = [];
  const reader = createOutputLines(clean, (line) => lines.push(line));
  for (const chunk of chunks) reader.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  reader.end();
  return lines;
};

describe('the ends of lines', () => {
  test.each([
    ['\\n', 'a\nb\n', ['a', 'b']],
    ['\\r\\n', 'a\r\nb\r\n', ['a', 'b']],
    ['bare \\r', '10%\r20%\r100%\n', ['10%', '20%', '100%']],
    ['\\r before the text', '\r10%\r20%\ndone\n', ['10%', '20%', 'done']],
    ['\\r\\r\\n of text mode on Windows', 'a\r\r\nb\r\r\n', ['a', 'b']],
    ['blank lines', 'a\n\nb\r\n\r\nc', ['a', '', 'b', '', 'c']],
    ['no end at all', 'a\nPassword: ', ['a', 'Password: ']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(linesOf([text])).toEqual(expected);
  });

  test('are the same wherever the bytes are cut', () => {
    const text = 'Größe\r\n日本\r\r\n10%\r20%\n\n🐍 ende\r\n\r\nrest';
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length })), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, n) => bytes.subarray(at[n], end));
        expect(linesOf(chunks)).toEqual(['Größe', '日本', '10%', '20%', '', '🐍 ende', '', 'rest']);
      }),
    );
  });
});

describe('a line that is too long', () => {
  test('is cut, and the next one is whole', () => {
    const [long, next] = linesOf(['x'.repeat(50_000), 'x'.repeat(50_000), '\nnext\n']);
    expect(long).toBe(`${'x'.repeat(longestLine)}…`);
    expect(next).toBe('next');
  });

  test('gives away no secret that the cut would have taken in two', () => {
    const before = 'x'.repeat(longestLine - 20);
    const [line] = linesOf([`${before} https://user:secret-of-mine@host/simple\n`], redact);
    expect(line).not.toContain('secret');
  });
});
