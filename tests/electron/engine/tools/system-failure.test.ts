import { describe, expect, it } from 'vitest';
import { failureInOutput, failureOfErrno } from '../../../../electron/engine/tools/system-failure.ts';

describe('failureInOutput', () => {
  it('reads Rust numbers by the system that uv runs on', () => {
    const text =
      'error: failed to write to file `C:\\env\\x.txt`: Es steht nicht genug Speicherplatz zur Verfügung. (os error 112)';
    expect(failureInOutput(text, 'C:\\env', 'win32')).toEqual({ code: 'disk-full', path: 'C:\\env\\x.txt' });
    expect(failureInOutput(text, '/env', 'linux')).toBeNull();
  });

  it('takes a loaded library that Windows refuses to delete as locked', () => {
    const removing = (file: string) =>
      `error: failed to remove file \`C:\\env\\${file}\`: Zugriff verweigert (os error 5)`;
    expect(failureInOutput(removing('core.pyd'), 'C:\\env', 'win32')).toEqual({
      code: 'file-locked',
      path: 'C:\\env\\core.pyd',
    });
    expect(failureInOutput(removing('data.txt'), 'C:\\env', 'win32')).toEqual({
      code: 'permission-denied',
      path: 'C:\\env\\data.txt',
    });
  });

  it('reads Python numbers the same everywhere, with the path that follows', () => {
    const locked =
      "ERROR: Could not install packages due to an OSError: [WinError 32] Le processus ne peut pas accéder au fichier: 'C:\\\\env\\\\numpy\\\\x.pyd'";
    expect(failureInOutput(locked, 'C:\\env', 'linux')).toEqual({ code: 'file-locked', path: 'C:\\env\\numpy\\x.pyd' });
    expect(failureInOutput("[Errno 13] Permission denied: '/env/lib'", '/env', 'win32')).toEqual({
      code: 'permission-denied',
      path: '/env/lib',
    });
  });

  it('knows a path that is too long by the number of each system', () => {
    const failure = { code: 'path-too-long', path: '/env/x' };
    for (const number of [36, 63])
      expect(failureInOutput(`OSError: [Errno ${number}] File name too long: '/env/x'`, '/env', 'linux')).toEqual(
        failure,
      );
    expect(failureInOutput("[WinError 206] Der Dateiname ist zu lang: '/env/x'", '/env', 'win32')).toEqual(failure);
  });

  it('does not take a refused connection for a missing permission', () => {
    expect(failureInOutput('Connection refused (os error 111)', '/env', 'linux')).toBeNull();
  });
});

describe('failureOfErrno', () => {
  it('knows the codes that a person can do something about', () => {
    expect(failureOfErrno('ENOSPC', '/cache')).toEqual({ code: 'disk-full', path: '/cache' });
    expect(failureOfErrno('EACCES', '/cache')).toEqual({ code: 'permission-denied', path: '/cache' });
    expect(failureOfErrno('ENAMETOOLONG', '/cache')).toEqual({ code: 'path-too-long', path: '/cache' });
    expect(failureOfErrno('ENOENT', '/cache')).toBeNull();
    expect(failureOfErrno('toString', '/cache')).toBeNull();
    expect(failureOfErrno(null, '/cache')).toBeNull();
  });
});
