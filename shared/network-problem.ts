import { z } from 'zod';

/**
 * Why a request over the network came to nothing, as plain data. The words for it are in
 * wording/network-problems.ts. Holds no secret, and survives JSON.
 */
export const networkProblemSchema = z.object({
  reason: z.enum([
    'dns',
    'refused',
    'reset',
    'timeout',
    'proxy',
    'proxy-auth',
    'tls',
    'tls-inspection',
    'captive-portal',
    'unauthorized',
    'forbidden',
    'not-found',
    'busy',
    'server-error',
    'offline',
    'unexpected',
  ]),
  /** Name, with the port where it is not the usual one. The proxy's for `proxy` and `proxy-auth`. */
  host: z.string(),
  /** For people: the system's own words, `status 503`, or for `tls-inspection` the name of who issued the certificate. */
  detail: z.string(),
  /** HTTP status; null where no answer came. */
  status: z.number().int().nullable(),
  /** How long the server asks to be left alone; null where it does not say. */
  retryAfterMs: z.number().int().nullable(),
});

export type NetworkProblem = z.infer<typeof networkProblemSchema>;
export type NetworkReason = NetworkProblem['reason'];
