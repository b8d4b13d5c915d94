/** Two pieces that were asked for, and what waits to be written, are 1 MiB at most. */
export const pieceBytes = 320 * 1024;
export const piecesAhead = 2;

/** Less than this in all comes again, from near, sooner than so many requests are made. */
const leastBytes = 32 * 1024 * 1024;
/**
 * Of so many pieces one must have begun within so many ms, or the server is not near: with two pieces
 * on the way, 8 ms are 80 MB a second. The more pieces the longer a busy computer may delay all but one.
 */
const nearness = [
  { pieces: 12, ms: 25 },
  { pieces: 64, ms: 8 },
] as const;

/** On this very computer there is no far: whoever is late there is busy. Yet a tunnel may begin here. */
const patienceHere = 10;

const isHere = (url: string): boolean => /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);

export interface Pace {
  /** Whether the next bytes are to be asked for in pieces; `left` null where that is unknown. */
  inPieces: (left: number | null) => boolean;
  /** Whether the bytes are asked for in pieces, and some have come so. */
  broughtPieces: () => boolean;
  /** A piece has come; its first byte took so many ms. */
  arrived: (waitMs: number) => void;
  /** From now on one request for all the rest. */
  stop: () => void;
}

/**
 * Who is near (a mirror in the same network, this computer) may send more than we can hash and write
 * at once, and then megabytes wait in the buffers of both systems: a kill loses these, and they are
 * sent again. So such a server is asked for one small piece after the other, the next one always
 * ahead, which costs no time there. Everyone else gets one request for the whole rest: from far away
 * pieces would be slow, and little piles up.
 */
export const createPace = (url: string, allowed: boolean): Pace => {
  let began = false;
  let stopped = !allowed;
  const waits: number[] = [];
  const patience = isHere(url) ? patienceHere : 1;
  return {
    inPieces: (left) => {
      if (stopped) return false;
      if (left === null || left > leastBytes) began = true;
      return began;
    },
    broughtPieces: () => waits.length > 0 && !stopped,
    arrived: (waitMs) => {
      waits.push(waitMs);
      const far = ({ pieces, ms }: (typeof nearness)[number]): boolean =>
        waits.length >= pieces && Math.min(...waits.slice(-pieces)) > ms * patience;
      if (nearness.some(far)) stopped = true;
      if (waits.length > 64) waits.shift();
    },
    stop: () => {
      stopped = true;
    },
  };
};
