// @ts-check

/**
 * What will be signed, in a line for each system; electron-builder itself reads these variables.
 * @param {readonly import('./targets.mjs').System[]} systems @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export const signing = (systems, env) => {
  const isSet = (/** @type {string[]} */ ...names) => names.some((name) => (env[name] ?? '') !== '');
  const missing = (/** @type {import('./targets.mjs').System} */ system) => {
    switch (system) {
      case 'win':
        return isSet('WIN_CSC_LINK', 'CSC_LINK')
          ? []
          : [
              'Unsigned: Windows will warn of an unknown publisher (SmartScreen). To sign, set WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD.',
            ];
      case 'mac':
        if (!isSet('CSC_LINK', 'CSC_NAME'))
          return [
            'Unsigned: macOS will refuse to open it, and it cannot update itself. To sign, set CSC_LINK and CSC_KEY_PASSWORD.',
          ];
        return isSet('APPLE_API_KEY', 'APPLE_ID', 'APPLE_KEYCHAIN_PROFILE')
          ? []
          : [
              'Signed, but not notarised: macOS will warn when it is opened. Set APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER.',
            ];
      case 'linux':
        return [];
    }
  };
  return systems.flatMap(missing);
};
