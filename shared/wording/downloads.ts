import type { DownloadProgress } from '../download.ts';
import { bytes, bytesOf, duration } from './amounts.ts';

/** How many packages that are downloaded right now are named. */
const mostNamed = 2;

/** 812 MB of 2.4 GB · 38 MB/s · 42 s left · torch, numpy: the parts, for whoever joins them; none of what is not known yet. */
export const downloadParts = ({ done, total, bytesPerSecond, msLeft, files }: DownloadProgress): string[] => {
  const active = files.filter(({ state }) => state === 'downloading').map((file) => file.package);
  const checking = active.length === 0 && files.some(({ state }) => state === 'verifying');
  const more = active.length - mostNamed;
  return [
    ...(done === 0 && !active.length ? [] : [total === null ? bytes(done) : bytesOf(done, total)]),
    ...(bytesPerSecond === null || active.length === 0 ? [] : [`${bytes(bytesPerSecond)}/s`]),
    ...(msLeft === null || active.length === 0 ? [] : [wordTimeLeft(msLeft)]),
    ...(active.length === 0 ? [] : [`${active.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`]),
    ...(checking ? ['checking what was downloaded before'] : []),
  ];
};

/** As a person would say it: 42 s left, 3 min left, 1 h 5 min left. Milliseconds in. */
export const wordTimeLeft = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const time = duration(seconds < 60 ? seconds * 1000 : Math.round(seconds / 60) * 60_000);
  return `${time.replace(/^(\d)\.\d s$/, '$1 s')} left`;
};
