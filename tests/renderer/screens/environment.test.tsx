// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../support/recorded-runs.ts';
import { happens, press, renderView } from '../../support/render-view.tsx';

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const button = (name: string) => screen.getByRole('button', { name });
const started = (link: Awaited<ReturnType<typeof renderView>>['link']) =>
  link.asked.filter(({ name }) => name === 'start').map(({ input }) => input);

describe('the screen Environment', () => {
  it('says what is wrong in sentences, and offers to repair it', async () => {
    const { link } = await renderView('needs-repair');
    expect(heading()).toBe('Needs repair');
    const findings = within(screen.getByRole('region', { name: 'What is wrong' }));
    expect(findings.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'torchao 0.7.0 is installed, but it breaks this environment.',
      'torch is a CPU build, but this computer needs the one for CUDA 12.4.',
      'An interrupted removal of numpy left the folder ~umpy behind.',
    ]);
    await press('Repair environment');
    expect(started(link)).toMatchObject([{ verb: 'repair', dryRun: true }]);
  });

  it('offers to install what is not there', async () => {
    await renderView('not-installed');
    expect(heading()).toBe('Not installed');
    expect(screen.queryByRole('region', { name: 'What is wrong' })).toBeNull();
    expect(button('Install environment')).toBeTruthy();
  });

  it('has nothing to repair where all is well, and looks again', async () => {
    const { link } = await renderView('healthy');
    expect(heading()).toBe('Ready');
    expect(screen.queryByRole('button', { name: /Repair|Install/ })).toBeNull();
    await press('Check again');
    expect(started(link)).toMatchObject([{ verb: 'diagnose' }]);
  });

  it('launches what is whole, and what needs repair only beside the way to repair it', async () => {
    const { link } = await renderView('healthy');
    expect(button('Launch').className).toContain('button-primary');
    await press('Launch');
    expect(started(link)).toMatchObject([{ verb: 'launch' }]);
    await renderView('needs-repair');
    expect(button('Repair environment').className).toContain('button-primary');
    expect(button('Launch anyway').className).not.toContain('button-primary');
    for (const name of ['not-installed', 'checking'] as const) {
      await renderView(name);
      expect(screen.queryByRole('button', { name: /Launch/ })).toBeNull();
    }
  });

  it('launches nothing where the manifest names no program', async () => {
    await renderView('healthy', { launch: null });
    expect(screen.queryByRole('button', { name: /Launch/ })).toBeNull();
    expect(button('Check again').className).toContain('button-primary');
  });

  it('shows the packages that matter, the rest on demand', async () => {
    await renderView('needs-repair');
    const labels = () => screen.getAllByRole('term').map((term) => term.textContent);
    expect(labels()).toEqual(['PyTorch', 'torchao', 'NumPy', 'Transformers', 'Python', 'GPU']);
    expect(screen.getByText('CPU build, CUDA 12.4 is needed')).toBeTruthy();
    await press('Show details');
    expect(labels()).toContain('sympy');
    expect(labels()).toContain('Memory');
    expect(screen.getByText('32 GB')).toBeTruthy();
  });

  it('goes by itself from the first look to its result', async () => {
    const { link } = await renderView(null);
    expect(heading()).toBe('Checking');
    await happens(() => link.say(...eventsOf('needs-repair', 'asked-for')));
    expect(heading()).toBe('Needs repair');
  });

  it('shows while it looks how far the check of the files has come', async () => {
    await renderView('checking');
    const bar = screen.getByRole('progressbar', { name: 'Checking installed files … 43 %, 1.2 of 2.9 GB' });
    expect(bar.getAttribute('aria-valuenow')).toBe('1247000000');
    await renderView('healthy');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('can only be stopped while it looks', async () => {
    const { link } = await renderView('checking');
    expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
    expect(button('Choose…').getAttribute('aria-disabled')).toBe('true');
    await press('Stop');
    expect(link.asked.at(-1)).toEqual({ name: 'cancel', input: { run: 'checking' } });
  });

  it('looks at another folder that is typed', async () => {
    const { link } = await renderView('healthy');
    const field = screen.getByRole('textbox', { name: 'Folder' });
    expect(screen.queryByRole('button', { name: 'Use this folder' })).toBeNull();
    fireEvent.change(field, { target: { value: ' /home/ada/second ' } });
    await press('Use this folder');
    expect(started(link)).toMatchObject([{ verb: 'diagnose', environment: '/home/ada/second' }]);
  });

  it('has no folder dialog on the local page', async () => {
    await renderView('healthy', { host: 'page' });
    expect(screen.queryByRole('button', { name: 'Choose…' })).toBeNull();
  });

  it('offers no choice of packages where there is only one', async () => {
    await renderView('healthy', {
      manifest: { name: 'own', title: 'Own stack', profiles: ['full'], accelerators: [] },
    });
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('says what the host refused beside the buttons that asked', async () => {
    const { link } = await renderView('healthy');
    link.answers.start = { ok: false, failure: { code: 'environment-busy', path: '/env', pid: 4711, since: 0 } };
    await press('Check again');
    expect(screen.getByRole('alert').textContent).toMatch(/process 4711.*environment-busy/);
  });

  it('keeps what it shows while the host is lost, and asks nothing of it', async () => {
    const { link } = await renderView('needs-repair');
    await happens(() => link.tell('lost'));
    expect(screen.getByRole('region', { name: 'Connection lost' }).textContent).toMatch(/comes back by itself/);
    expect(heading()).toBe('Needs repair');
    await press('Repair environment');
    expect(started(link)).toEqual([]);
  });

  it('says where a page is not let in', async () => {
    const { link } = await renderView('needs-repair');
    await happens(() => link.tell({ refused: { code: 'call-refused', reason: 'the address was opened before' } }));
    expect(heading()).toBe('This page is not connected');
    expect(screen.getByText(/the address was opened before/)).toBeTruthy();
  });
});
