import { Progress } from '@base-ui/react/progress';

interface ProgressBarProps {
  done: number;
  total: number;
  /** The id of what is worked on, or its name. */
  labelledBy?: string;
  label?: string;
}

/** How much is done, where the whole is known. */
export const ProgressBar = ({ done, total, labelledBy, label }: ProgressBarProps) => (
  <Progress.Root value={Math.min(done, total)} max={total} aria-labelledby={labelledBy} aria-label={label}>
    <Progress.Track className="bar">
      <Progress.Indicator className="bar-done" />
    </Progress.Track>
  </Progress.Root>
);
