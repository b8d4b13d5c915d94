import { describe, expect, it } from 'vitest';
import { announcementOf } from '../../../renderer/from-run/announcement.ts';
import { fold } from '../../support/recorded-run.ts';
import { eventsOf } from '../../support/recorded-runs.ts';

describe('announcementOf', () => {
  it('tells each state of a run once, in its order', () => {
    const said = eventsOf('repaired').map((_, at) => announcementOf(fold(eventsOf('repaired').slice(0, at + 1))));
    expect(said.filter((text, at) => text !== said[at - 1])).toEqual([
      '',
      'Check this computer',
      'Check the environment',
      'Plan',
      'Find the right versions: working',
      'Find the right versions: done',
      'Download: working',
      'Download: done',
      'Create the environment: working',
      'Create the environment: done',
      'Core: working',
      'Core: done',
      'PyTorch: working',
      'PyTorch: done',
      'Language models: working',
      'Language models: done',
      'Prove that it works: working',
      'Prove that it works: done',
      expect.stringMatching(/^Ready\. The environment works\./),
    ]);
  });

  it('tells a wait without its seconds', () => {
    expect(announcementOf(fold(eventsOf('waiting')))).toBe(
      'PyTorch: Trying again, attempt 2 of 3. The package index https://index.example/simple/ cannot be reached: the server closed the connection.',
    );
  });

  it('tells of a launch that it starts, runs and ends, and of no line that it prints', () => {
    const events = eventsOf('launch-stopped');
    const said = events.map((_, at) => announcementOf(fold(events.slice(0, at + 1))));
    expect(said.filter((text, at) => text !== said[at - 1])).toEqual([
      'Starting Local AI stack',
      'Local AI stack is running',
      'Ending Local AI stack',
      'Stopped. The program was ended, with all that it had started.',
    ]);
  });

  it('tells what to do after a failed launch in the window’s words', () => {
    expect(announcementOf(fold(eventsOf('launch-failed')))).toMatch(
      /^Not launched\. The program could not be launched: .* Repair the environment, then launch again\.$/,
    );
  });

  it('tells that it is being stopped', () => {
    expect(announcementOf({ ...fold(eventsOf('installing')), cancelling: true })).toBe('Stopping safely …');
  });
});
