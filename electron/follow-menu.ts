import type { Engine } from './engine/run-request.ts';
import { type MenuActions, menuTemplate } from './menu.ts';

export interface FollowMenuOptions {
  engine: Pick<Engine, 'state' | 'subscribe'>;
  hasProgram: () => boolean;
  hasWindow: () => boolean;
  actions: MenuActions;
  draw: (template: Electron.MenuItemConstructorOptions[]) => void;
}

/** Draws the menu now, and anew when a run begins or ends. The answer draws it at once, for another language or window. */
export const followMenu = ({ engine, hasProgram, hasWindow, actions, draw }: FollowMenuOptions): (() => void) => {
  const drawNow = (): void => {
    const run = engine.state();
    const isBusy = run !== null && run.outcome === null;
    draw(menuTemplate({ canStart: !isBusy && hasWindow(), hasProgram: hasProgram(), hasWindow: hasWindow() }, actions));
  };
  engine.subscribe((events) => {
    if (events.some(({ type }) => type === 'run-started' || type === 'run-finished')) drawNow();
  });
  drawNow();
  return drawNow;
};
