import type { NetworkProblem } from '../../../shared/network-problem.ts';

/** What a request that came to nothing throws. It carries no cause: the errors of libraries hold whole URLs. */
export class NetworkError extends Error {
  readonly problem: NetworkProblem;
  constructor(problem: NetworkProblem) {
    super(`${problem.reason} ${problem.host}: ${problem.detail}`);
    this.name = 'NetworkError';
    this.problem = problem;
  }
}
