// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { happens, renderFirst } from '../../support/render-view.tsx';

/** A double of a host that is gone just when the rest of the page is asked for. */
const asked = vi.hoisted(() => ({ times: 0 }));
vi.mock(import('../../../renderer/load-rest.ts'), async (original) => {
  const { loadRest } = await original();
  return {
    loadRest: async () => {
      asked.times += 1;
      if (asked.times === 1) throw new TypeError('Failed to fetch');
      await loadRest();
    },
  };
});

it('a page that stands in a run and did not get its rest asks again when the host is back', async () => {
  const { link } = await renderFirst('installing');
  await vi.waitFor(() => expect(asked.times).toBe(1));
  expect(screen.queryByRole('heading', { level: 1 })?.textContent).not.toBe('Installing');
  await happens(() => link.tell('lost'));
  await happens(() => link.tell('open'));
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Installing'), {
    timeout: 25_000,
  });
}, 30_000);
