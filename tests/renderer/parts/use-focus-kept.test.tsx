// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { useFocusKept } from '../../../renderer/parts/use-focus-kept.ts';

afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

const Screen = ({ button }: { button: 'usable' | 'off' | 'gone' }) => {
  const main = useRef<HTMLElement>(null);
  useFocusKept(main);
  return (
    <main ref={main}>
      <h1 tabIndex={-1}>Not installed</h1>
      {button !== 'gone' && (
        <button type="button" disabled={button === 'off'}>
          Choose
        </button>
      )}
    </main>
  );
};

const focused = () => expect.poll(() => document.activeElement, { timeout: 2000 });

test.each(['off', 'gone'] as const)('a focused button that is %s leaves the focus to the heading', async (after) => {
  const { rerender } = render(<Screen button="usable" />);
  screen.getByRole('button').focus();
  rerender(<Screen button={after} />);
  await focused().toBe(screen.getByRole('heading'));
});

test('a button that is off and that the browser leaves the focus, because it draws no picture, loses it too', async () => {
  const { rerender } = render(<Screen button="usable" />);
  const button = screen.getByRole('button');
  button.focus();
  // A double of such a browser: jsdom takes the focus away at once.
  const kept = vi.spyOn(document, 'activeElement', 'get').mockReturnValue(button);
  document.addEventListener('focusin', () => kept.mockRestore(), { once: true });
  rerender(<Screen button="off" />);
  await focused().toBe(screen.getByRole('heading'));
});

test('a heading that takes no focus until something has closed gets it then', async () => {
  const { rerender } = render(<Screen button="usable" />);
  screen.getByRole('button').focus();
  const heading = screen.getByRole('heading');
  // A double of what is inert, which jsdom does not know.
  const focus = vi.spyOn(heading, 'focus').mockImplementation(() => undefined);
  rerender(<Screen button="gone" />);
  await vi.waitFor(() => expect(focus).toHaveBeenCalled());
  focus.mockRestore();
  await focused().toBe(heading);
});

test('a focused button that is off for a moment only keeps the focus', async () => {
  const { rerender } = render(<Screen button="usable" />);
  const button = screen.getByRole('button');
  button.focus();
  rerender(<Screen button="off" />);
  rerender(<Screen button="usable" />);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(document.activeElement).toBe(button);
});
