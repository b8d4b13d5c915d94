// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PageCommand, SettingsTrouble } from '../../../shared/contract.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { RecordedRun } from '../../support/recorded-runs.ts';
import { happens, press, renderView } from '../../support/render-view.tsx';

const open = async (
  name: RecordedRun | null = 'healthy',
  values: Partial<Settings> = {},
  more: { host?: 'window' | 'page'; troubles?: SettingsTrouble[]; given?: (keyof Settings)[] } = {},
) => {
  const { host = 'window', troubles = [], given = [] } = more;
  const rendered = await renderView(name, {
    host,
    settings: { values: { ...defaultSettings, ...values }, given, troubles },
  });
  await press('Settings');
  return rendered;
};

type Link = Awaited<ReturnType<typeof renderView>>['link'];

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const field = (name: string) => screen.getByRole('textbox', { name });
const said = () =>
  screen
    .getAllByRole('status')
    .map((status) => status.textContent)
    .filter((text) => text !== '');
const saves = (link: Link) => link.asked.filter(({ name }) => name === 'save-settings').map(({ input }) => input);
const starts = (link: Link) => link.asked.filter(({ name }) => name === 'start').map(({ input }) => input);

const type = async (name: string, text: string): Promise<void> => {
  await happens(() => fireEvent.change(field(name), { target: { value: text } }));
  await happens(() => fireEvent.blur(field(name)));
};

describe('the screen Settings', () => {
  it('opens by its button or key, and Back returns without another look where nothing has changed', async () => {
    const { link } = await open();
    expect(heading()).toBe('Settings');
    expect(document.activeElement?.textContent).toBe('Settings');
    expect(screen.queryByRole('button', { name: 'Settings' })).toBeNull();
    // It would open below the settings.
    expect(screen.queryByRole('button', { name: 'Log' })).toBeNull();
    await press('Back');
    expect(heading()).toBe('Ready');
    await happens(() => fireEvent.keyDown(window, { key: ',', ctrlKey: true }));
    expect(heading()).toBe('Settings');
    await press('Back');
    await happens(() => fireEvent.keyDown(window, { key: ',' }));
    expect(heading()).toBe('Ready');
    expect(starts(link)).toEqual([]);
  });

  it('opens where the window’s menu wants it', async () => {
    let command: (what: PageCommand) => void = () => undefined;
    const { link, store } = await renderView('healthy');
    link.onCommand = (given) => {
      command = given;
      return () => undefined;
    };
    await happens(() => store.connect());
    await happens(() => command('settings'));
    expect(heading()).toBe('Settings');
  });

  it('has a name for everything that can be changed', async () => {
    await open();
    for (const control of [...screen.getAllByRole('combobox'), ...screen.getAllByRole('textbox')])
      expect(control.getAttribute('aria-labelledby') ?? control.id).not.toBe('');
    expect(screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'))).toEqual([
      'What is installed, and where',
      'Where packages come from',
      'Network',
      'Kept downloads',
      'Appearance and log',
    ]);
  });

  it('saves each change at once, and says so', async () => {
    const { link } = await open();
    await happens(() => fireEvent.click(screen.getByRole('checkbox', { name: 'Work offline' })));
    expect(saves(link)).toEqual([{ offline: true }]);
    expect(said()).toContain('Saved');
    await type('Package index', ' https://mirror.example/simple ');
    await type('Further indexes', 'https://one.example/simple\nhttps://two.example/simple');
    await type('Without proxy', 'intranet.example, 10.0.0.0/8');
    await type('Package index', '');
    expect(saves(link).slice(1)).toEqual([
      { indexUrl: 'https://mirror.example/simple' },
      { extraIndexUrls: ['https://one.example/simple', 'https://two.example/simple'] },
      { noProxy: ['intranet.example', '10.0.0.0/8'] },
      { indexUrl: null },
    ]);
  });

  it('saves by Enter, brings back by Escape, and asks for nothing where nothing has changed', async () => {
    const { link } = await open('healthy', { indexUrl: 'https://mirror.example/simple' });
    const index = field('Package index');
    await happens(() => fireEvent.change(index, { target: { value: 'https://other' } }));
    await happens(() => fireEvent.keyDown(index, { key: 'Escape' }));
    expect(index).toHaveProperty('value', 'https://mirror.example/simple');
    await happens(() => fireEvent.blur(index));
    expect(saves(link)).toEqual([]);
    await happens(() => fireEvent.change(index, { target: { value: 'https://other.example' } }));
    await happens(() => fireEvent.keyDown(index, { key: 'Enter' }));
    expect(saves(link)).toEqual([{ indexUrl: 'https://other.example' }]);
  });

  it('says beside a field why it was refused, and keeps what was typed', async () => {
    const { link } = await open();
    link.answers['save-settings'] = {
      ok: false,
      failure: { code: 'setting-invalid', setting: 'indexUrl', why: 'credentials' },
    };
    await type('Package index', 'https://ada:pw@mirror.example');
    const index = field('Package index');
    expect(index).toHaveProperty('value', 'https://ada:pw@mirror.example');
    expect(index.getAttribute('aria-invalid')).toBe('true');
    const notes = document.getElementById(index.getAttribute('aria-describedby') ?? '');
    expect(notes?.textContent).toMatch(/password must not stand in an address.*\.netrc.*setting-invalid/);
    expect(said()).not.toContain('Saved');
  });

  it('shows the old value again where the user said no', async () => {
    const { link } = await open();
    const { run: _, ...host } = link.snapshot;
    link.answers['save-settings'] = { ok: true, value: { host, isDeclined: true } };
    await type('Proxy', 'http://proxy.example:3128');
    expect(field('Proxy')).toHaveProperty('value', '');
    expect(said()).toContain('Not changed.');
  });

  it('takes files and folders from the system’s dialog only', async () => {
    const { link } = await open('healthy', { findLinks: '/home/ada/wheels' });
    const wheels = within(screen.getByRole('group', { name: 'Folder of wheels' }));
    expect(wheels.getByText('/home/ada/wheels')).toBeTruthy();
    await happens(() => fireEvent.click(wheels.getByRole('button', { name: 'Choose…' })));
    const manifest = within(screen.getByRole('group', { name: 'Manifest' }));
    expect(manifest.queryByRole('button', { name: 'Reset' })).toBeNull();
    await happens(() => fireEvent.click(manifest.getByRole('button', { name: 'Choose…' })));
    await happens(() => fireEvent.click(wheels.getByRole('button', { name: 'Reset' })));
    expect(link.asked.filter(({ name }) => /choose|save/.test(name))).toEqual([
      { name: 'choose-folder', input: { setting: 'findLinks', start: '/home/ada/wheels' } },
      { name: 'save-settings', input: { findLinks: '/home/ada/other' } },
      { name: 'choose-file', input: { setting: 'manifest' } },
      { name: 'save-settings', input: { manifest: '/home/ada/own.json' } },
      { name: 'save-settings', input: { findLinks: null } },
    ]);
  });

  it('says which build was chosen, and why', async () => {
    const { link, store } = await open('needs-repair');
    expect(screen.getByText(/The reason is shown after a check/)).toBeTruthy();
    const { run } = store.view.getState();
    const build = { id: 'cu124', reason: 'It suits the driver.' };
    await happens(() =>
      link.say({ seq: (run?.seq ?? 0) + 1, run: 'needs-repair', at: 0, type: 'build-chosen', build }),
    );
    expect(screen.getByText(/^Used last: CUDA 12\.4\. It suits the driver\.$/)).toBeTruthy();
  });

  it('looks anew where another manifest or folder was chosen', async () => {
    const { link } = await open();
    const folder = within(screen.getByRole('group', { name: 'Environment folder' }));
    await happens(() => fireEvent.click(folder.getByRole('button', { name: 'Choose…' })));
    const manifest = within(screen.getByRole('group', { name: 'Manifest' }));
    await happens(() => fireEvent.click(manifest.getByRole('button', { name: 'Choose…' })));
    await press('Back');
    expect(starts(link)).toMatchObject([{ verb: 'diagnose', profile: 'full' }]);
  });

  it('keeps still what a run works with, and says why', async () => {
    const { link } = await open('installing');
    const environment = within(screen.getByRole('region', { name: 'What is installed, and where' }));
    expect(environment.getByText('This cannot be changed while a run is in progress.')).toBeTruthy();
    for (const button of environment.getAllByRole('button', { name: 'Choose…' }))
      expect(button.getAttribute('aria-disabled')).toBe('true');
    await press('Clear…');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await happens(() => fireEvent.click(screen.getByRole('checkbox', { name: 'Work offline' })));
    expect(saves(link)).toEqual([{ offline: true }]);
    await press('Back');
    expect(heading()).toBe('Installing');
  });

  it('only shows on the local page what decides what is installed', async () => {
    await open('healthy', { indexUrl: 'https://mirror.example/simple' }, { host: 'page' });
    expect(screen.getByText(/can be changed in the window/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Choose…' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reset' })).toBeNull();
    for (const name of ['Package index', 'Further indexes', 'Proxy', 'Without proxy'])
      expect(field(name)).toHaveProperty('readOnly', true);
    expect(screen.getByRole('checkbox', { name: 'Work offline' })).toHaveProperty('disabled', false);
  });

  it('says what the program was started with', async () => {
    await open('healthy', {}, { given: ['environment'] });
    expect(screen.getAllByText(/Named when the program was started/)).toHaveLength(1);
  });

  it('puts the chosen colours on the page', async () => {
    await open('healthy', { theme: 'dark' });
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

describe('kept downloads', () => {
  it('are shown with their size, and removed after a question', async () => {
    const { link } = await open();
    expect(screen.getByText('2.4 GB in 41 packages')).toBeTruthy();
    const cleared = () => link.asked.filter(({ name }) => name === 'clear-cache').length;
    await press('Clear…');
    expect(screen.getByRole('alertdialog').textContent).toMatch(/Remove all kept downloads\?.*stays as it is/);
    await press('Keep them');
    expect(cleared()).toBe(0);
    await press('Clear…');
    await press('Remove them');
    expect(cleared()).toBe(1);
    expect(said()).toContain('2.4 GB were removed.');
  });

  it('that cannot be removed say why', async () => {
    const { link } = await open();
    link.answers['clear-cache'] = { ok: false, failure: { code: 'run-in-progress', run: 'other' } };
    await press('Clear…');
    await press('Remove them');
    expect(said().join()).toMatch(/A run is already in progress/);
  });
});

describe('settings that could not be used', () => {
  const troubles: SettingsTrouble[] = [
    { kind: 'damaged', kept: '/home/ada/settings.damaged-1.json' },
    { kind: 'manifest', failure: { code: 'manifest-missing', path: '/home/ada/own.json' } },
  ];

  it('are said on the first screen, until that was read', async () => {
    await renderView('healthy', { settings: { values: defaultSettings, given: [], troubles } });
    const notice = screen.getByRole('region', { name: 'Settings' });
    expect(notice.textContent).toMatch(/settings file was damaged.*usual value again.*settings\.damaged-1\.json/);
    expect(notice.textContent).toMatch(/There is no manifest at .*own\.json.*comes with Smart Installer is used/);
    await press('OK');
    expect(screen.queryByRole('region', { name: 'Settings' })).toBeNull();
    expect(heading()).toBe('Ready');
  });

  it.each<[SettingsTrouble, RegExp]>([
    [{ kind: 'damaged', kept: null }, /damaged, so everything has its usual value again\.$/],
    [{ kind: 'partly', keys: ['theme'], kept: '/k' }, /^Colours could not be read.*has its usual value\. .*\/k\.$/],
    [{ kind: 'partly', keys: ['theme', 'proxy'], kept: null }, /^Colours and Proxy .*have their usual values\.$/],
    [{ kind: 'unreadable', path: '/s.json' }, /at \/s\.json cannot be read.*usual value/],
  ])('are worded: %j', async (trouble, sentence) => {
    await renderView('healthy', { settings: { values: defaultSettings, given: [], troubles: [trouble] } });
    expect(within(screen.getByRole('region', { name: 'Settings' })).getByText(sentence)).toBeTruthy();
  });
});
