import type { Event } from '../../shared/events.ts';
import type { Link, LinkState } from './link.ts';
import { post } from './post.ts';
import { tradeToken } from './trade-token.ts';

/** Between two tries to reach a host that is gone. */
const retryMs = 2000;

/**
 * The local page's way to its host (electron/web-host.ts): calls by POST, events by server-sent
 * events. The browser reopens a stream that was cut; one that the host answered otherwise than with
 * a stream is closed for good, and then a call tells whether the host is gone or refuses this page.
 */
export const webLink = (): Link => {
  const listeners = new Set<(events: Event[]) => void>();
  return {
    call: (name, input) => post(`/call/${name}`, input),
    onEvents: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    connect: (tell) => connect(tell, (events) => listeners.forEach((listen) => void listen(events))),
  };
};

const connect = (tell: (state: LinkState) => void, hear: (events: Event[]) => void): (() => void) => {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const listen = (): void => {
    source = new EventSource('/events');
    source.onopen = () => tell('open');
    source.onmessage = ({ data }) => hear(JSON.parse(data));
    source.onerror = () => {
      tell('lost');
      if (source?.readyState === EventSource.CLOSED) void find();
    };
  };

  /** Listens as soon as the host answers; ends where it answers that this page may not. */
  const find = async (): Promise<void> => {
    const answer = await post('/call/snapshot', {});
    if (ended) return;
    if (answer.ok) listen();
    else if (answer.failure?.code === 'call-refused') tell({ refused: answer.failure });
    else timer = setTimeout(() => void find(), retryMs);
  };

  const begin = async (): Promise<void> => {
    const traded = await tradeToken();
    if (ended) return;
    if (traded.ok || traded.failure === null) listen();
    else tell({ refused: traded.failure });
  };
  void begin();

  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
};
