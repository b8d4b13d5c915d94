import { Progress } from '@base-ui/react/progress';

/** How much is done, where the whole is known. `labelledBy` is the id of what is worked on. */
export const ProgressBar = ({ done, total, labelledBy }: { done: number; total: number; labelledBy: string }) => (
  <Progress.Root value={Math.min(done, total)} max={total} aria-labelledby={labelledBy}>
    <Progress.Track className="bar">
      <Progress.Indicator className="bar-done" />
    </Progress.Track>
  </Progress.Root>
);
