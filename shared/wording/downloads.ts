import type { DownloadProgress } from '../download.ts';
import { bytes, bytesOf, duration, wholeSeconds } from './amounts.ts';
import { texts } from './catalogue.ts';
import { commas } from './sentences.ts';

/** How many packages that are downloaded right now are named. */
const mostNamed = 2;

/** 812 MB of 2.4 GB · 38 MB/s · 42 s left · torch, numpy: the parts, for whoever joins them; none of what is not known yet. */
export const downloadParts = ({ done, total, bytesPerSecond, msLeft, files }: DownloadProgress): string[] => {
  const said = texts().downloads;
  const active = files.filter(({ state }) => state === 'downloading').map((file) => file.package);
  const checking = active.length === 0 && files.some(({ state }) => state === 'verifying');
  const more = active.length - mostNamed;
  const names = commas(active.slice(0, mostNamed));
  return [
    ...(done === 0 && !active.length ? [] : [total === null ? bytes(done) : bytesOf(done, total)]),
    ...(bytesPerSecond === null || active.length === 0 ? [] : [said.perSecond(bytes(bytesPerSecond))]),
    ...(msLeft === null || active.length === 0 ? [] : [wordTimeLeft(msLeft)]),
    ...(active.length === 0 ? [] : [more > 0 ? said.andMore(names, more) : names]),
    ...(checking ? [said.checking] : []),
  ];
};

/** As a person would say it: 42 s left, 3 min left, 1 h 5 min left. Milliseconds in. */
export const wordTimeLeft = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return texts().downloads.left(seconds < 60 ? wholeSeconds(seconds) : duration(Math.round(seconds / 60) * 60_000));
};
