import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { launchVariables } from '../../../../../electron/engine/tools/launcher/variables.ts';

test('an activated environment comes first on the path, and what would bend its Python is taken away', () => {
  const own = { PATH: '/usr/bin', PYTHONPATH: '/mine', PYTHONHOME: '/opt/python' };
  const variables = launchVariables('/env', '/env/bin/python', own);
  expect(variables).toMatchObject({ VIRTUAL_ENV: '/env', PATH: `/env/bin${delimiter}/usr/bin`, PYTHONUTF8: '1' });
  for (const name of ['PYTHONPATH', 'PYTHONHOME', 'PYTHONSTARTUP', 'PYTHONIOENCODING', 'ELECTRON_RUN_AS_NODE'])
    expect(Object.hasOwn(variables, name) && variables[name] === undefined, name).toBe(true);
});

test('without a path of the user’s own there is no empty part, which would be the working folder', () => {
  expect(launchVariables('/env', '/env/bin/python', {})['PATH']).toBe('/env/bin');
});
