import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions } from './actions.ts';
import type { ViewStore } from './store.ts';
import type { View } from './view.ts';

const Context = createContext<ViewStore | null>(null);

export const ViewProvider = ({ store, children }: { store: ViewStore; children: ReactNode }) => (
  <Context value={store}>{children}</Context>
);

const useViewStore = (): ViewStore => {
  const store = useContext(Context);
  if (store === null) throw new Error('there is no ViewProvider above');
  return store;
};

export const useView = <T,>(select: (view: View) => T): T => useStore(useViewStore().view, select);

export const useActions = (): Actions => useViewStore().actions;

/** Whether the manifest names a program that can be started. */
export const useCanLaunch = (): boolean => useView(({ host }) => host !== null && host.launch !== null);

/** Whether a button that asks the host for something can do so now. */
export const useCanAsk = (): boolean => useView(({ link, isStarting }) => link === 'open' && !isStarting);
