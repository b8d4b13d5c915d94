import type { Plan, StepSize } from '../../shared/plan.ts';
import type { RunState } from '../../shared/run-state.ts';
import {
  inBrackets,
  planLeftAlone,
  planScope,
  planSize,
  stepReason,
  stepSize,
  stepTitle,
  wordBuildChoice,
} from '../../shared/wording.ts';
import { othersKept } from '../from-run/packages.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { AuditProgress } from '../parts/audit-progress.tsx';
import { Fact } from '../parts/fact.tsx';
import { Findings } from '../parts/findings.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { StopButton } from '../parts/stop-button.tsx';
import { useActions, useCanAsk, useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** What will be done and why, before anything is touched. */
export const PlanScreen = () => {
  const run = useView((view) => view.run);
  if (run === null) return null;
  return run.outcome === null || run.plan === null ? (
    <PlanInTheMaking audit={run.audit} />
  ) : (
    <PlanToStart run={run} plan={run.plan} />
  );
};

const PlanInTheMaking = ({ audit }: Pick<RunState, 'audit'>) => (
  <ScreenFrame title={words.plan.making} sign="working" secondary={<StopButton />}>
    <p className="lead">{words.planMaking}</p>
    <AuditProgress audit={audit} />
  </ScreenFrame>
);

const PlanToStart = ({ run, plan }: { run: RunState; plan: Plan }) => {
  const { repair, putPlanAway } = useActions();
  const canAsk = useCanAsk();
  return (
    <ScreenFrame
      title={words.plan.title}
      secondary={<ActionButton onPress={putPlanAway}>{words.buttons.back}</ActionButton>}
      primary={
        <ActionButton isPrimary onPress={repair} isDisabled={!canAsk}>
          {words.buttons.start}
        </ActionButton>
      }
    >
      <p className="lead code">{run.environment}</p>
      <ol className="plan">
        {plan.steps.map((step) => (
          <li key={step.id}>
            <span className="step-title">{stepTitle(step)}</span>
            <span className="soft">
              {stepReason(step, plan)} <Size step={step.id} sizes={run.sizes} />
            </span>
          </li>
        ))}
      </ol>
      <dl className="card facts">
        {plan.accelerator !== null && <Fact label={words.labels.build}>{wordBuildChoice(plan.accelerator)}</Fact>}
        {!isInstall(plan) && plan.rung !== null && (
          <Fact label={words.labels.scope}>{planScope(plan, run.options['rebuild'] === true)}</Fact>
        )}
        {planSize(run.sizes) !== '' && <Fact label={words.labels.size}>{planSize(run.sizes)}</Fact>}
        {plan.leftAlone.length > 0 && <Fact label={words.labels.leftAlone}>{planLeftAlone(plan)}</Fact>}
        <Kept run={run} plan={plan} />
        <Fact label={words.notTouched.title}>{words.notTouched.outside}</Fact>
      </dl>
      {!isInstall(plan) && plan.findings.length > 0 && (
        <div className="card">
          <h2>{words.findings}</h2>
          <Findings findings={plan.findings} isGraded />
        </div>
      )}
    </ScreenFrame>
  );
};

const Size = ({ step, sizes }: { step: string; sizes: readonly StepSize[] }) => {
  const size = sizes.find((one) => one.step === step);
  const text = size === undefined ? '' : stepSize(size);
  return text === '' ? null : <span>{inBrackets(text).trimStart()}</span>;
};

/** That there is none yet is said by the plan itself. */
const isInstall = ({ findings }: Plan): boolean => findings.some(({ code }) => code === 'environment-absent');

/** What becomes of the packages that the plan does not name. */
const Kept = ({ run, plan }: { run: RunState; plan: Plan }) => {
  const others = othersKept(run, plan);
  const isReplaced = plan.steps.some((step) => step.kind === 'create-environment' && step.replace);
  if (!isReplaced && others === 0) return null;
  return <Fact label={words.kept.title}>{isReplaced ? words.kept.none : words.kept.packages(others)}</Fact>;
};
