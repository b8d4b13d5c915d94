import type { Failure } from '../../../../shared/failure.ts';

const mostLines = 20;

/** What uv and pip say around the output of the code that they ran, which tells no reason. */
const framing =
  /^(?:note: |(?:cause: )?(?:The build backend returned|Call to `)|(?:error: )?Failed to (?:download and )?build |error: (?:subprocess-exited|metadata-generation)|ERROR: Failed (?:building|to build)|[×│╰├]|\[(?:stderr|stdout|end of output)\]|Building wheel|Successfully )/;

/** The failure with the last lines of what the build said; the tool's own words only where it said nothing. */
export const buildFailed = (
  { name, version }: { name: string; version: string | null },
  tool: 'uv' | 'pip',
  exitCode: number | null,
  output: readonly string[],
): Failure => {
  const lines = beforeHint(output.map((line) => line.trim()).filter((line) => line !== ''));
  const said = lines.filter((line) => !framing.test(line));
  return {
    code: 'build-failed',
    package: name,
    version,
    tool,
    exitCode,
    detail: (said.length > 0 ? said : lines).slice(-mostLines),
  };
};

/** Both end with a hint that says nothing of this build. */
const beforeHint = (lines: readonly string[]): readonly string[] => {
  const at = lines.findLastIndex((line) => line.startsWith('hint: '));
  return at === -1 ? lines : lines.slice(0, at);
};
