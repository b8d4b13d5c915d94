// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Language } from '../../shared/wording/language.ts';
import { speak } from '../../shared/wording/language.ts';
import { snapshotOf } from '../support/recorded-runs.ts';
import { happens, press, renderView } from '../support/render-view.tsx';

afterEach(() => speak('en'));

it('is the host’s, and a change of it needs no restart', async () => {
  const { link } = await renderView('needs-repair');
  const now = async (language: Language): Promise<void> => {
    link.snapshot = snapshotOf('needs-repair', { language });
    await happens(() => link.tell('open'));
    await waitFor(() => expect(document.documentElement.lang).toBe(language));
  };
  const heading = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;
  expect([heading(), document.documentElement.lang]).toEqual(['Needs repair', 'en']);

  await now('de');
  expect([heading(), document.documentElement.lang]).toEqual(['Reparatur nötig', 'de']);
  expect(document.title).toBe('Reparatur nötig – Smart Installer');
  expect(screen.getByText('torch ist ein CPU-Build, dieser Computer braucht den für CUDA 12.4.')).toBeDefined();

  await now('zh-Hans');
  expect([heading(), document.documentElement.lang]).toEqual(['需要修复', 'zh-Hans']);
  await press('修复环境');
  expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'repair', dryRun: true } });

  await now('en');
  expect(heading()).toBe('Needs repair');
});
