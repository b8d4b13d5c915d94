import type { Event } from '../../shared/events.ts';
import type { RunState } from '../../shared/run-state.ts';

/** What a run is shown by. `state` is the fold up to and with the event. */
export interface View {
  show: (event: Event, state: RunState) => void;
  /** It was asked again to stop while the run is stopping. */
  stoppingStill: () => void;
  /** The run has ended, or could not begin: what is drawn stays, the terminal is as it was. */
  end: () => void;
}
