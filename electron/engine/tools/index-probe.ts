import type { NetworkProblem } from '../../../shared/network-problem.ts';
import { problemOfAnswer } from './http/answer-problem.ts';
import type { HttpClient } from './http.ts';
import { NetworkError } from './network-error.ts';

/** What an index is asked for, JSON first. Source: PEP 691. */
export const simpleApi =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01';

/** More of a page is not needed to know that it comes. */
const enoughBytes = 2 ** 20;

/**
 * Why an index cannot be reached: asks it for the page of a project, as uv and pip do, which tell less
 * of what they met. null where it answers, be it that it does not know the project. Throws Cancelled.
 */
export const probeIndex = async (
  http: HttpClient,
  indexUrl: string,
  project: string,
  signal: AbortSignal,
): Promise<NetworkProblem | null> => {
  const asked = `${indexUrl.replace(/\/+$/, '')}/${project}/`;
  try {
    const answer = await http.get(asked, { signal, headers: { accept: simpleApi } });
    const problem = answer.status === 404 ? null : problemOfAnswer(answer, 'page', asked);
    let bytes = 0;
    // Leaving the loop ends the connection.
    if (problem !== null) answer.body.destroy();
    else
      for await (const chunk of answer.body) {
        bytes += chunk.length;
        if (bytes > enoughBytes) break;
      }
    return problem;
  } catch (error) {
    if (error instanceof NetworkError) return error.problem;
    throw error;
  }
};
