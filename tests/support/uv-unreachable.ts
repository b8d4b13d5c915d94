/** uv's own words for an index that it could not ask, or that did not let it in; never a number alone. */
const words =
  /error sending request|dns error|failed to lookup address|operation timed out|tunnel error|client error \(Connect\)|HTTP status client error \(40[37]\b|\b(?:403 Forbidden|407 Proxy Authentication Required)\b/i;

/** Whether what uv says is about reaching an index, and so tells nothing of what the index has. */
export const isUnreachable = (said: string): boolean => words.test(said);
