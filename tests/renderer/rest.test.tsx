// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { press, renderFirst } from '../support/render-view.tsx';

it('the first screen is whole before the rest of the page is there, and the rest comes by itself', async () => {
  await renderFirst('needs-repair');
  const face = screen.getByRole('combobox', { name: 'Packages' });
  expect(face).toHaveProperty('disabled', true);
  expect(face.textContent).toBe('Everything');
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Packages' })).toHaveProperty('disabled', false), {
    timeout: 25_000,
  });
  expect(screen.getByRole('combobox', { name: 'Packages' }).textContent).toBe('Everything');
  await press('Settings');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Settings');
}, 30_000);
