import type { NetworkProblem } from '../network-problem.ts';
import { duration } from './amounts.ts';
import { texts } from './catalogue.ts';
import { inBrackets } from './sentences.ts';

/** Why, as a clause that follows `INDEX cannot be reached:`, and the one thing to do next. */
export interface NetworkWording {
  cause: string;
  next: string;
}

export const wordNetworkProblem = ({ reason, host, detail, retryAfterMs }: NetworkProblem): NetworkWording =>
  texts().networkProblems[reason]({
    host,
    detail,
    inBrackets: inBrackets(detail),
    retryAfter: retryAfterMs === null ? null : duration(retryAfterMs),
  });
