import { eventSchema } from '../../../../shared/events.ts';
import type { Finding } from '../../../../shared/finding.ts';
import type { KeptRun, LogBundle } from '../../interfaces/log-bundle.ts';
import { errorCode } from '../error-code.ts';
import { readLines } from './read-lines.ts';

/** Journals hold every line that a tool printed; only lines of these types are looked into. */
const telling = /"type":"(?:phase-started|finding-found)"/;

/** See LogBundle.lastFindings: of several diagnoses in one run the last counts. */
export const lastFindings: LogBundle['lastFindings'] = async (runs) => {
  for (const run of runs) {
    const findings = await findingsOf(run);
    if (findings !== null) return { run: run.id, findings };
  }
  return null;
};

const findingsOf = async ({ files }: KeptRun): Promise<Finding[] | null> => {
  const [journal] = files;
  if (journal === undefined) return null;
  let findings: Finding[] | null = null;
  const signal = new AbortController().signal;
  try {
    for await (const line of readLines({ ...journal, note: () => '', signal })) {
      const event = telling.test(line) ? parsed(line) : null;
      if (event?.type === 'phase-started' && event.phase === 'diagnose') findings = [];
      else if (event?.type === 'finding-found') findings = [...(findings ?? []), event.finding];
    }
  } catch (error) {
    // One that cannot be read is named where its text would stand.
    if (errorCode(error) === null) throw error;
  }
  return findings;
};

const parsed = (line: string) => {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // The line that a power cut tore.
    return null;
  }
};
