import { afterEach, describe, expect, it } from 'vitest';
import { questionLines } from '../../../electron/cli/question-lines.ts';
import { widthOf } from '../../../electron/cli/terminal-text.ts';
import { currentQuestion } from '../../../shared/run-state.ts';
import { languages, speak } from '../../../shared/wording/language.ts';
import { fold } from '../../support/recorded-run.ts';
import { began, eventsOf } from '../../support/recorded-runs.ts';

afterEach(() => speak('en'));

const question = currentQuestion(fold(eventsOf('asking')));
const look = (width: number) => ({ now: began, width, colors: false, unicode: true, keys: true });

describe.each(languages)('a question in %s', (language) => {
  it.each([80, 44])('is read whole in %d columns', async (width) => {
    if (question === null) throw new Error('nothing is asked');
    await speak(language);
    const whole = questionLines(question, look(10_000)).join('').replaceAll(' ', '');
    const lines = questionLines(question, look(width));
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    expect(lines.filter((line) => /^ *[。，；：？！）”、]/.test(line))).toEqual([]);
    expect(lines.join('').replaceAll(' ', '')).toBe(whole);
    expect(lines.length).toBeGreaterThan(4);
  });
});
