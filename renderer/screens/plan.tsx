import type { Plan } from '../../shared/plan.ts';
import type { RunState } from '../../shared/run-state.ts';
import { stepReason, stepTitle, wordAccelerator } from '../../shared/wording.ts';
import { othersKept } from '../from-run/packages.ts';
import { ActionButton } from '../parts/action-button.tsx';
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
  return run.outcome === null || run.plan === null ? <PlanInTheMaking /> : <PlanToStart run={run} plan={run.plan} />;
};

const PlanInTheMaking = () => (
  <ScreenFrame title={words.plan.making} sign="working" secondary={<StopButton />}>
    <p className="lead">{words.planMaking}</p>
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
            <span className="soft">{stepReason(step)}</span>
          </li>
        ))}
      </ol>
      <dl className="card facts">
        {plan.accelerator !== null && (
          <Fact label={words.labels.build}>
            {wordAccelerator(plan.accelerator.id)}. {plan.accelerator.reason}
          </Fact>
        )}
        <Fact label={words.notTouched.title}>{notTouched(run, plan)}</Fact>
      </dl>
      {!isInstall(plan) && plan.findings.length > 0 && (
        <section className="card" aria-label={words.findings}>
          <h2>{words.findings}</h2>
          <Findings findings={plan.findings} />
        </section>
      )}
    </ScreenFrame>
  );
};

/** That there is none yet is said by the plan itself. */
const isInstall = ({ findings }: Plan): boolean => findings.some(({ code }) => code === 'environment-absent');

const notTouched = (run: RunState, plan: Plan): string => {
  const creation = plan.steps.find((step) => step.kind === 'create-environment');
  if (creation === undefined) return words.notTouched.mend(othersKept(run, plan));
  return creation.replace ? words.notTouched.replaced : words.notTouched.fresh;
};
