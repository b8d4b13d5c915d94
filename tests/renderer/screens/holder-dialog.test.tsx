// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { happens, press, renderView } from '../../support/render-view.tsx';

const dialog = () => screen.getByRole('alertdialog');

it('asks about programs by name, process and since when, and begins at what is asked', async () => {
  await renderView('asking');
  expect(within(dialog()).getByRole('heading').textContent).toBe('2 programs use files that have to be replaced');
  const [own, scanner] = within(dialog()).getAllByRole('listitem');
  expect(own?.textContent).toMatch(/^python · process 4711 · since .*\d\d:\d\d · runs in this environment/);
  expect(scanner?.textContent).toMatch(/a security program, which is never ended from here/);
  await vi.waitFor(() => expect(document.activeElement).toBe(within(dialog()).getByRole('heading')));
});

it.each([
  ['End program', 'end'],
  ['Try again', 'try-again'],
  ['Move aside and go on', 'move-aside'],
  ['Stop', 'stop'],
])('%s answers the question that is asked', async (label, answer) => {
  const { link } = await renderView('asking');
  await press(label);
  expect(link.asked.at(-1)).toEqual({
    name: 'answer-holders',
    input: { run: 'asking', question: 'remove-packages?1', answer },
  });
});

it('has the answer that harms nothing last, where every screen has its main button', async () => {
  await renderView('asking');
  const labels = within(dialog())
    .getAllByRole('button')
    .map(({ textContent }) => textContent);
  expect(labels).toEqual(['Stop', 'Move aside and go on', 'End program', 'Try again']);
});

it('goes when the question is answered, here or in another view', async () => {
  const { link } = await renderView('asking');
  const seq = (link.snapshot.run?.seq ?? 0) + 1;
  await happens(() =>
    link.say({
      type: 'holder-answered',
      step: 'remove-packages',
      question: 'remove-packages?1',
      answer: 'move-aside',
      by: 'user',
      seq,
      run: 'asking',
      at: 0,
    }),
  );
  expect(screen.queryByRole('alertdialog')).toBeNull();
});
