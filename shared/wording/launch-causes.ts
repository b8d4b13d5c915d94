import type { Failure } from '../failure.ts';
import { texts } from './catalogue.ts';
import { inBrackets } from './sentences.ts';

export type LaunchFailed = Extract<Failure, { code: 'launch-failed' }>;

/** Why a launch failed, as a clause without a stop, and what a person does where a repair does not answer it. */
export const wordLaunchCause = ({ cause, exitCode }: LaunchFailed): { cause: string; next: string } => {
  const { kind, subject, package: name } = cause;
  return texts().launchCauses[kind]({
    subject,
    name,
    inBrackets: inBrackets(name === subject ? null : name),
    exitCode: exitCode === null ? null : wordExitCode(exitCode),
  });
};

/** Windows’ codes are known by their hexadecimal form. */
const wordExitCode = (code: number): string =>
  code < 0x80000000 ? String(code) : `0x${code.toString(16).toUpperCase()}`;
