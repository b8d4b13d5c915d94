// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../../shared/failure.ts';
import { snapshotOf } from '../../support/recorded-runs.ts';
import { press, renderView } from '../../support/render-view.tsx';

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
/** Without what is only read aloud. */
const onScreen = () => within(screen.getByRole('main'));
const factOf = (label: string) =>
  screen.queryAllByRole('term').find((term) => term.textContent === label)?.nextElementSibling?.textContent;

const failedWith = (failure: Failure) => {
  const { run } = snapshotOf('failed');
  return run === null
    ? {}
    : { run: { ...run, outcome: { kind: 'failed' as const, failure, step: null, undo: 'nothing-changed' as const } } };
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the screen Outcome', () => {
  it('says what was proven and what was changed', async () => {
    const { link } = await renderView('repaired');
    expect(heading()).toBe('Ready');
    expect(factOf('Proven')).toMatch(
      /^PyTorch, NumPy, Transformers and 9 others import\. A calculation on NVIDIA GeForce RTX 4070/,
    );
    expect(factOf('Changed')).toBe('numpy, sympy, fsspec, torch, torchvision, torchaudio and 6 others');
    expect(factOf('Took')).toBe('2 min 48 s');
    await press('Done');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'diagnose' } });
  });

  it('launches what was repaired, where the manifest names a program', async () => {
    const { link } = await renderView('repaired');
    await press('Launch');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'launch', profile: 'full' } });
    await renderView('repaired', { launch: null });
    expect(screen.queryByRole('button', { name: 'Launch' })).toBeNull();
  });

  it('says where nothing had to be done', async () => {
    await renderView('nothing-to-do');
    expect(heading()).toBe('Ready');
    expect(onScreen().getByText(/Nothing had to be done/)).toBeTruthy();
  });

  it('says why it failed, what to do, and that nothing was changed', async () => {
    const { link } = await renderView('failed');
    expect(heading()).toBe('Not repaired');
    expect(onScreen().getByText(/cannot be reached: the server closed the connection/)).toBeTruthy();
    expect(screen.getByText('What to do:').parentElement?.textContent).toBe(
      'What to do: Check the network connection and the proxy, then run again.',
    );
    expect(factOf('Changed')).toBe('Nothing');
    expect(factOf('Journal')).toMatch(/journal\.jsonl/);
    await press('Try again');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'repair' } });
  });

  it('copies the code, and says so', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    await renderView('failed');
    await press('Copy code');
    expect(writeText).toHaveBeenCalledWith('index-unreachable');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
  });

  it('says so where the browser refuses the clipboard', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: () => Promise.reject(new Error('denied')) } });
    await renderView('failed');
    await press('Copy code');
    expect(screen.getByRole('button', { name: 'Could not be copied' })).toBeTruthy();
  });

  it('shows the last output of the tool that failed', async () => {
    await renderView(
      null,
      failedWith({ code: 'command-failed', command: 'uv venv', exitCode: 2, detail: ['one', 'two'] }),
    );
    expect(screen.getByRole('figure').textContent).toMatch(/one\ntwo$/);
  });

  it('offers to make anew what could not be proven', async () => {
    const { link } = await renderView(
      null,
      failedWith({ code: 'proof-failed', layer: 'core', module: 'numpy', detail: ['ImportError: no'], fresh: false }),
    );
    await press('Make environment anew');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'repair', dryRun: true, rebuild: true } });
  });

  it('offers no new environment where the card or its driver is in doubt', async () => {
    await renderView(
      null,
      failedWith({
        code: 'proof-failed',
        layer: 'torch',
        module: 'cu124',
        detail: ['It failed'],
        fresh: false,
        trouble: 'unknown',
      }),
    );
    expect(screen.queryByRole('button', { name: 'Make environment anew' })).toBeNull();
    expect(onScreen().getByText(/Update the driver of the GPU and restart the computer/)).toBeTruthy();
    await press('Try again');
  });

  it('offers to build what exists only as source code, and says what that means', async () => {
    const failure: Failure = { code: 'source-only', package: 'standin-src', version: '1.0', detail: [] };
    const { run } = failedWith(failure);
    const before = run === undefined ? {} : { run: { ...run, options: { ...run.options, build: ['other'] } } };
    const { link } = await renderView(null, before);
    expect(onScreen().getByText(/only as source code; building it runs the package’s own code/)).toBeTruthy();
    await press('Try again');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'repair', buildFromSource: ['other'] } });
  });

  it('builds it once the user says so, and what they allowed before', async () => {
    const failure: Failure = { code: 'source-only', package: 'standin-src', version: '1.0', detail: [] };
    const { run } = failedWith(failure);
    const { link } = await renderView(
      null,
      run === undefined ? {} : { run: { ...run, options: { ...run.options, build: ['other'] } } },
    );
    await press('Build standin-src from source and try again');
    expect(link.asked.at(-1)).toMatchObject({
      name: 'start',
      input: { verb: 'repair', buildFromSource: ['other', 'standin-src'] },
    });
  });

  it('offers no building for any other failure', async () => {
    const { link } = await renderView('failed');
    expect(screen.queryByRole('button', { name: /from source/ })).toBeNull();
    await press('Try again');
    expect(link.asked.at(-1)?.input).not.toHaveProperty('buildFromSource');
  });

  it('takes a run that was stopped for no failure', async () => {
    await renderView('cancelled');
    expect(heading()).toBe('Stopped');
    expect(factOf('Changed')).toBe('Everything in the environment was put back as it was before.');
    expect(screen.queryByText('What to do:')).toBeNull();
  });
});
