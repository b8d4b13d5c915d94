/**
 * Takes credentials out of text that goes to an event, a log or a terminal (law 7): user:password@
 * and token@ in URLs, which is where indexes and proxies carry them. They reach to the last `@`
 * before the path; behind `user:` a password may hold `/`, `?` or `#` that should have been encoded.
 * Each part is bounded or disjoint: tools print lines of any length.
 */
export const redact = (text: string): string => {
  const once = redactOnce(text);
  // What one replacement leaves may read as a URL with credentials again, where URLs stand inside each other.
  return once === text ? text : redact(once);
};

const redactOnce = (text: string): string =>
  text.replace(/:\/\/(?:[^\s/?#]+|[^\s/?#:@[]{0,100}:(?!\d+[/?#])\S{0,100}?)@/g, '://***@');

/** A value that survives JSON with `redact` done to every string in it; keys stay. */
export const redactAll = <T>(value: T): T => redactValue(value) as T;

const redactValue = (value: unknown): unknown => {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactValue(inner)]));
  return value;
};
