import { expect, it } from 'vitest';
import { answeringFinding } from '../../../../electron/engine/launch/answering-finding.ts';
import type { Finding } from '../../../../shared/finding.ts';
import type { LaunchCause, LaunchCauseKind } from '../../../../shared/launch-cause.ts';
import { sampleFindings as found } from '../../../support/sample-findings.ts';

const cause = (kind: LaunchCauseKind, subject: string | null = null, name: string | null = null): LaunchCause => ({
  kind,
  subject,
  package: name,
  evidence: null,
});
const missing: Finding = { code: 'requirement-missing', layer: 'llm', requirement: 'Sentence_Piece>=0.2' };
const gone: Finding = { code: 'package-gone', package: 'pillow', version: '11.0', path: '/env/pillow.dist-info' };
const broken: Finding = {
  code: 'import-broken',
  layer: 'llm',
  module: 'transformers',
  package: null,
  error: 'x',
  detail: [],
};

it.each<[string, LaunchCause, Finding[], Finding | null]>([
  ['the same package', cause('module-missing', 'PIL', 'pillow'), [missing, gone], gone],
  ['a requirement of that name', cause('module-missing', 'x', 'sentence-piece'), [gone, missing], missing],
  ['a package by the name of its module', cause('module-missing', 'sentence_piece'), [gone, missing], missing],
  ['the same module', cause('name-missing', 'transformers.utils.x'), [gone, broken], broken],
  ['its kind alone', cause('unfinished-run'), [gone, found['unfinished-run']], found['unfinished-run']],
  ['its first kind', cause('torch-mismatch'), [found['wrong-build'], found['torch-mismatch']], found['torch-mismatch']],
  ['no finding where none fits', cause('address-in-use', 'port 80'), [gone, missing], null],
  ['no finding where there is none', cause('numpy-torn', null, 'numpy'), [], null],
])('a cause is answered by %s', (_, of, findings, expected) => {
  expect(answeringFinding(of, findings)).toEqual(expected);
});
