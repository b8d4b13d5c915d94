import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { act } from 'react';
import { vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { loadRest } from '../../renderer/load-rest.ts';
import { createViewStore, type ViewStore } from '../../renderer/store.ts';
import { ViewProvider } from '../../renderer/view-context.tsx';
import type { Snapshot } from '../../shared/contract.ts';
import { type LinkDouble, linkDouble } from './link-double.ts';
import { type RecordedRun, snapshotOf } from './recorded-runs.ts';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

/** What a browser has and jsdom lacks: sizes and scrolling, which these tests do not look at. */
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

/** The whole view in jsdom, connected to a double of its host that stands at a recorded run. */
export const renderView = async (
  name: RecordedRun | null,
  more: Partial<Snapshot> = {},
): Promise<{ link: LinkDouble; store: ViewStore }> => {
  await loadRest();
  return renderFirst(name, more);
};

/** The same as the page begins: what no first screen needs is not there yet. */
export const renderFirst = async (
  name: RecordedRun | null,
  more: Partial<Snapshot> = {},
): Promise<{ link: LinkDouble; store: ViewStore }> => {
  cleanup();
  const link = linkDouble(snapshotOf(name, more));
  const store = createViewStore(link);
  render(
    <ViewProvider store={store}>
      <App />
    </ViewProvider>,
  );
  await happens(() => store.connect());
  return { link, store };
};

/** Lets something happen, and the view take it up. */
export const happens = async (cause: () => unknown): Promise<void> => {
  const acted: Promise<void> = act(async () => {
    await cause();
  });
  await acted;
};

export const press = (name: string): Promise<void> =>
  happens(() => fireEvent.click(screen.getByRole('button', { name })));
