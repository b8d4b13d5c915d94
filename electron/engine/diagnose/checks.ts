import { outsideTrouble } from '../../../shared/accelerator-trouble.ts';
import type { Proof } from '../../../shared/events.ts';
import type { Finding } from '../../../shared/finding.ts';
import { proveChecks } from '../proofs.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * What the layers' checks ask beyond an import: a calculation on the accelerator, a module that is
 * run. `broken` layers are passed over: their checks fail for a reason already found.
 */
export const checkFindings = async (context: DiagnoseContext, broken: ReadonlySet<string>): Promise<Finding[]> => {
  const findings: Finding[] = [];
  const layers = context.layers.filter(({ id }) => !broken.has(id));
  const { root, tools, python, choice, machine, signal } = context;
  const bytecode = await tools.bytecode.open(root);
  for await (const proof of proveChecks(layers, { tools, python, choice, machine, bytecode, signal })) {
    context.emit({ type: 'proof-made', proof });
    if (!proof.ok) findings.push(findingOf(proof));
  }
  return findings;
};

const findingOf = ({ layer, subject, detail, trouble }: Proof): Finding => {
  const outside = outsideTrouble(trouble);
  return outside === null
    ? { code: 'check-failed', layer, subject, detail, ...(trouble === undefined ? {} : { trouble }) }
    : { code: 'accelerator-unproven', layer, accelerator: subject, trouble: outside, detail };
};
