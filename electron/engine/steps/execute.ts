import { assertNever } from '../../../shared/assert-never.ts';
import type { Step } from '../../../shared/plan.ts';
import { cleanUp } from './clean-up.ts';
import type { StepContext } from './context.ts';
import { createEnvironment } from './create-environment.ts';
import { download } from './download.ts';
import { installLayer } from './install-layer.ts';
import { installPython } from './install-python.ts';
import { prove } from './prove.ts';
import { removePackages } from './remove-packages.ts';
import { renewInterpreter } from './renew-interpreter.ts';
import { resolve } from './resolve.ts';
import { restorePermissions } from './restore-permissions.ts';
import { undoRun } from './undo-run.ts';

/** The step's own file does it; `not-needed` says that the world was as it should be. */
export const executeStep = (step: Step, context: StepContext): Promise<'done' | 'not-needed'> => {
  switch (step.kind) {
    case 'undo-run':
      return undoRun(step, context);
    case 'install-python':
      return installPython(step, context);
    case 'resolve':
      return resolve(step, context);
    case 'download':
      return download(step, context);
    case 'create-environment':
      return createEnvironment(step, context);
    case 'restore-permissions':
      return restorePermissions(step, context);
    case 'renew-interpreter':
      return renewInterpreter(step, context);
    case 'clean-up':
      return cleanUp(step, context);
    case 'remove-packages':
      return removePackages(step, context);
    case 'install-layer':
      return installLayer(step, context);
    case 'prove':
      return prove(step, context);
    default:
      return assertNever(step);
  }
};
