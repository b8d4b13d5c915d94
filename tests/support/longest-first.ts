import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files whose tests start whole repairs, package the application or look at every screen take minutes, all others seconds. */
const isLong = ({ moduleId }: TestSpecification): boolean =>
  /[\\/]tests[\\/](?:(?:cli|damage|faults|kill|live|windows)[\\/]|package[\\/](?:linux|windows)|e2e[\\/](?:repair-flow|every-screen|window-lifecycle|cancel-flow))/.test(
    moduleId,
  );

/** Long files first: one that begins last keeps a single core busy when all others are done. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
