import type { CallName, Client, Input, Output } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';

/**
 * How the view stands to its host. After `lost` comes `open` again, or `refused` where the host is
 * another one by now. Whoever hears `open` takes a new snapshot: events may have been missed.
 */
export type LinkState = 'connecting' | 'open' | 'lost' | { refused: Failure };

/** `failure: null` where the host could not be reached at all; the link's state says so, too. */
export type Answer<T> = Result<T> | { ok: false; failure: null };

/** The view's way to its host, whatever carries it. */
export interface Link {
  call: <C extends CallName>(name: C, input: Input<C>) => Promise<Answer<Output<C>>>;
  onEvents: Client['onEvents'];
  onCommand?: Client['onCommand'];
  /** Begins to listen and tells each change of its state; returns the way to end it. */
  connect: (tell: (state: LinkState) => void) => () => void;
}
