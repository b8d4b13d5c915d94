import { createLogUpdate } from 'log-update';
import type { Event } from '../../shared/events.ts';
import type { RunState } from '../../shared/run-state.ts';
import { stopping } from '../../shared/wording/terminal.ts';
import { describeEvent } from '../../shared/wording.ts';
import type { Keyboard } from './keyboard.ts';
import { finalLines, liveLines } from './live-lines.ts';
import type { Output } from './output.ts';
import { plainLines } from './plain-lines.ts';
import { type Look, printable } from './terminal-text.ts';
import type { View } from './view.ts';

/** Often enough for a countdown's seconds, seldom enough not to flicker. */
const frameMs = 200;

export interface LiveOptions {
  out: Output;
  keyboard: Keyboard;
  colors: boolean;
  unicode: boolean;
}

/** A frame on the terminal that is drawn in place while the run goes on, and once whole when it has ended. */
export const liveView = ({ out, keyboard, colors, unicode }: LiveOptions): View => {
  const update = createLogUpdate(out.stream);
  let state: RunState | null = null;
  let still = false;
  let drawnUntil = 0;

  // One column is left free: some terminals wrap a line that fills its width exactly.
  const look = (): Look => ({
    now: Date.now(),
    width: Math.max(20, out.stream.columns - 1),
    colors,
    unicode,
    keys: keyboard.available,
  });
  const draw = (): void => {
    if (state === null) return;
    drawnUntil = Date.now();
    update([...liveLines(state, look()), ...(still ? [stopping.again] : [])].join('\n'));
  };
  const timer = setInterval(draw, frameMs);

  return {
    show: (event, next) => {
      state = next;
      if (event.type === 'wait-started' || event.type === 'holder-found') keyboard.listen();
      if (['wait-ended', 'holder-answered', 'run-finished'].includes(event.type)) keyboard.rest();
      const kept = isKept(event, next) ? plainLines(event, next).map(printable) : [];
      if (kept.length > 0) update.persist(kept.join('\n'));
      if (kept.length > 0 || Date.now() - drawnUntil >= frameMs) draw();
    },
    stoppingStill: () => {
      still = true;
      draw();
    },
    end: () => {
      clearInterval(timer);
      keyboard.rest();
      update.clear();
      update.done();
      if (state !== null) out.lines(finalLines(state, look()));
    },
  };
};

/** Warnings that no part of the frame shows, and all of a launched program, are kept above it; the rest is for the log. */
const isKept = (event: Event, state: RunState): boolean => {
  switch (event.type) {
    case 'lines':
      return state.verb === 'launch' || event.lines.some(({ level }) => level === 'warning' || level === 'error');
    case 'step-noted':
      return describeEvent(event, state).some(({ level }) => level === 'warning');
    default:
      return event.type === 'launch-started' || event.type === 'launch-ready' || event.type === 'launch-ended';
  }
};
