/** Numbers as a person would say them. English first; the locale is a parameter for later. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** 812 MB, 2.4 GB: decimal units, as download pages show them. */
export const bytes = (count: number): string => {
  let value = count;
  let power = 0;
  // 999.5 and more would be rounded up to 1000 of the smaller unit
  while (value >= 999.5 && power < units.length - 1) {
    value /= 1000;
    power += 1;
  }
  return `${value.toFixed(power >= 3 && value < 100 ? 1 : 0)} ${units[power]}`;
};

/** 1.2 of 2.9 GB, 812 MB of 2.4 GB: a part and its whole, the unit said once where it is the same. */
export const bytesOf = (part: number, whole: number): string => {
  const [amount, unit] = bytes(part).split(' ');
  const said = bytes(whole);
  return `${said.endsWith(` ${unit}`) ? amount : `${amount} ${unit}`} of ${said}`;
};

/** 64 GB: memory and graphics memory in binary gigabytes, as their makers count them. Bytes in. */
export const memory = (count: number): string => {
  const gibibytes = count / 2 ** 30;
  return `${gibibytes < 9.95 && Math.abs(gibibytes - Math.round(gibibytes)) > 0.05 ? gibibytes.toFixed(1) : Math.round(gibibytes)} GB`;
};

/** 0.4 s, 12 s, 2 min 48 s, 1 h 5 min. Milliseconds in. */
export const duration = (ms: number): string => {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** Whole seconds left until a deadline, never below 0. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1000));

/** 23 Nov 2026, 14:02, in this computer's time zone. */
export const moment = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** 1 package, 3 packages. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** a, b and c. */
export const listed = (items: string[]): string => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
