/** Whether a value of JSON is an object, neither null nor a list. For places that wait for no parser, or need no more than that. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
