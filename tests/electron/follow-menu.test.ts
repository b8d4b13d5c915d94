import { afterEach, describe, expect, test } from 'vitest';
import { followMenu } from '../../electron/follow-menu.ts';
import { menuTemplate } from '../../electron/menu.ts';
import { languages, speak } from '../../shared/wording/language.ts';
import { engineEvents } from '../support/engine-events.ts';
import { eventsOf } from '../support/recorded-runs.ts';

afterEach(() => speak('en'));

type Item = Electron.MenuItemConstructorOptions;

const itemsOf = (template: readonly Item[]): Item[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);

const can = (template: readonly Item[] | undefined): Record<string, boolean> =>
  Object.fromEntries(
    itemsOf(template ?? []).flatMap(({ id, enabled }) =>
      id === undefined || enabled === undefined ? [] : [[id, enabled]],
    ),
  );

const actions = { command: () => undefined, openLogs: () => undefined, about: () => undefined };

const follow = ({ hasProgram = true, hasWindow = true } = {}) => {
  const drawn: Item[][] = [];
  const { engine, tell } = engineEvents();
  const draw = followMenu({
    engine,
    hasProgram: () => hasProgram,
    hasWindow: () => hasWindow,
    actions,
    draw: (template) => drawn.push(template),
  });
  return { drawn, tell, draw };
};

describe('the menu', () => {
  test('begins nothing while a run is in progress, and shows the settings all the same', () => {
    const { drawn, tell } = follow();
    expect(can(drawn.at(-1))).toEqual({ check: true, repair: true, launch: true, settings: true });
    tell(eventsOf('healthy').slice(0, -1));
    expect(can(drawn.at(-1))).toEqual({ check: false, repair: false, launch: false, settings: true });
    tell(eventsOf('healthy').slice(-1));
    expect(can(drawn.at(-1))).toEqual({ check: true, repair: true, launch: true, settings: true });
    expect(drawn).toHaveLength(3);
  });

  test('launches nothing where the manifest names no program, and asks no page that is not there', () => {
    expect(can(follow({ hasProgram: false }).drawn.at(-1))).toMatchObject({ repair: true, launch: false });
    expect(Object.values(can(follow({ hasWindow: false }).drawn.at(-1)))).toEqual([false, false, false, false]);
  });

  test('does what its items say', () => {
    const done: string[] = [];
    const template = menuTemplate(
      { canStart: true, hasProgram: true, hasWindow: true },
      { command: (what) => done.push(what), openLogs: () => done.push('logs'), about: () => done.push('about') },
    );
    for (const item of itemsOf(template)) if (item.click !== undefined) Reflect.apply(item.click, null, []);
    expect(done).toEqual(['check', 'repair', 'launch', 'settings', 'logs', 'about']);
  });

  test.each(languages)('has a label for everything in %s, and no key twice', async (language) => {
    const { drawn, draw } = follow();
    await speak(language);
    draw();
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const items = itemsOf(
        menuTemplate({ canStart: true, hasProgram: true, hasWindow: true }, actions, platform),
      ).filter(({ type, role }) => type !== 'separator' && role !== 'appMenu');
      for (const item of items) expect(item.label, JSON.stringify(item)).toBeTruthy();
      const keys = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [String(accelerator)]));
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(drawn).toHaveLength(2);
  });
});
