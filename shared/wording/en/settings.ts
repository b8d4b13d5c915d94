import { product } from '../../product.ts';
import type { SettingProblem } from '../../setting-problem.ts';
import type { SettingKey } from '../../settings.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const names: Readonly<Record<SettingKey, string>> = {
  environment: 'Environment folder',
  manifest: 'Manifest',
  profile: 'Packages',
  accelerator: 'Build of PyTorch',
  backend: 'Installer',
  indexUrl: 'Package index',
  extraIndexUrls: 'Further indexes',
  findLinks: 'Folder of wheels',
  offline: 'Work offline',
  proxy: 'Proxy',
  noProxy: 'Without proxy',
  certificates: 'Further certificates',
  cacheMaxBytes: 'Largest size',
  cacheMaxDays: 'Longest time unused',
  language: 'Language',
  theme: 'Colours',
  logLevel: 'Log of the window',
};

const problems: Readonly<Record<SettingProblem, { sentence: string; next: string }>> = {
  unusable: { sentence: 'This value cannot be used.', next: 'Choose another one.' },
  'not-a-url': {
    sentence: 'This is not a whole web address.',
    next: 'Write one that begins with http:// or https:// and ends before any “?”.',
  },
  credentials: {
    sentence: 'A name or a password must not stand in an address that is kept here.',
    next: 'Put it into your .netrc file, the keyring, or pip’s configuration, and write the address without it.',
  },
  'not-a-path': { sentence: 'This is not a whole path.', next: 'Choose it again.' },
  'not-a-host': {
    sentence: 'Some of these are neither names nor addresses of computers.',
    next: 'Write names such as mirror.example, separated by commas.',
  },
  'too-many': { sentence: 'These are too many.', next: 'Leave some of them out.' },
  'not-offered': { sentence: 'The manifest does not offer this.', next: 'Choose another one.' },
  'no-certificate': {
    sentence: 'There is no certificate in this file.',
    next: 'Choose a file in PEM format, which begins with “-----BEGIN CERTIFICATE-----”.',
  },
  'not-chosen': {
    sentence: 'This was not chosen in the system’s own dialog.',
    next: 'Choose it with the button beside it.',
  },
  'only-in-window': {
    sentence: 'This decides what is installed, so it can be changed in the window only.',
    next: `Open ${product.name}’s window on this computer.`,
  },
};

/** What is said about settings, by the screen and by the system's own dialogs. */
export const settings = {
  names,
  problems,
  /** A question of the system's own, because an index or a proxy decides what is installed. */
  confirm: {
    proxy: {
      message: (host: string): string => `Reach the network through ${host}?`,
      detail:
        'Everything that is downloaded goes through this computer. Go on only if you or your organisation run it.',
      yes: 'Use this proxy',
    },
    index: {
      message: (host: string): string => `Install packages from ${host}?`,
      detail: 'What is installed from there runs on your computer. Go on only if you know and trust this address.',
      yes: 'Use this index',
    },
    no: 'Cancel',
  },
  dialogs: {
    manifest: { title: 'Choose a manifest', choose: 'Use this manifest', files: 'Manifests (JSON)' },
    certificates: { title: 'Choose a file of certificates', choose: 'Trust these', files: 'Certificates (PEM)' },
    wheels: { title: 'Choose a folder of wheels', choose: 'Use this folder' },
    allFiles: 'All files',
  },
  page: {
    title: 'Settings',
    lead: 'Each change is saved at once. The command line does not use these settings.',
    saved: 'Saved',
    declined: 'Not changed.',
    unreached: 'The program did not answer, so nothing was saved. Try again.',
    reset: 'Reset',
    none: 'None',
    given: 'Named when the program was started, which goes before this setting.',
    notDuringRun: 'This cannot be changed while a run is in progress.',
    onlyInWindow: 'What decides what is installed is only shown here, and can be changed in the window.',
    defaultFolder: 'In the application’s own folder',
    ownManifest: `The one that comes with ${product.name}`,
    groups: {
      environment: 'What is installed, and where',
      sources: 'Where packages come from',
      network: 'Network',
      downloads: 'Kept downloads',
      appearance: 'Appearance and log',
    },
    hints: {
      environment: `The folder that ${product.name} begins with.`,
      manifest: 'A file that says which packages the environment has.',
      accelerator: 'Automatic: the one that suits the graphics card. The reason is shown after a check.',
      backend: 'Automatic: uv, or pip where uv cannot be had.',
      indexUrl: 'Empty: the one that your pip or uv configuration names. Passwords belong into .netrc or the keyring.',
      extraIndexUrls: 'Looked at beside it, one on each line.',
      findLinks: 'Wheels in this folder are used, too.',
      offline: 'Only what was downloaded before, and the folder of wheels, is used.',
      proxy: 'Empty: as the system says. Passwords belong into the system’s own settings.',
      noProxy: 'Names or addresses that are reached without the proxy, separated by commas.',
      certificates: 'Trusted beside those of the system: for a company that inspects connections.',
      limits: 'What was not used for longest is removed after each run.',
      logLevel: 'What the window writes to window.log. Each run has a journal of its own.',
    },
    examples: {
      index: 'https://mirror.example/simple',
      proxy: 'http://proxy.example:3128',
      noProxy: 'intranet.example, 10.0.0.0/8',
    },
    automatic: 'Automatic',
    usedLast: (build: string, reason: string): string => `Used last: ${build}. ${reason}`,
    backends: { auto: 'Automatic', uv: 'uv', pip: 'pip' },
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    /** Each by its own name. */
    languages: { system: 'As the system', en: 'English', de: 'Deutsch', 'zh-Hans': '简体中文' },
    logLevels: { errors: 'Errors only', normal: 'What is worth knowing', everything: 'Everything' },
    noLimit: 'No limit',
    days: (count: number): string => plural(count, { one: `${count} day`, other: `${count} days` }),
    cache: {
      now: 'Now',
      measuring: 'Measuring …',
      empty: 'Nothing is kept.',
      inPackages: (size: string, packages: string): string => `${size} in ${packages}`,
      hint: 'A repair with kept downloads needs less network.',
      clear: 'Clear…',
      nothingRemoved: 'Nothing could be removed now.',
      removed: (size: string): string => `${size} were removed.`,
      question: {
        title: 'Remove all kept downloads?',
        sentence: 'What is installed stays as it is. The next repair downloads again what it needs.',
        yes: 'Remove them',
        no: 'Keep them',
      },
    },
    trouble: {
      title: 'Settings',
      read: 'OK',
      damaged: 'Your settings file was damaged, so everything has its usual value again.',
      damagedKept: (path: string): string => `The damaged file is kept at ${path}.`,
      partly: (names: string, count: number): string =>
        plural(count, {
          one: `${names} could not be read from your settings file, and has its usual value.`,
          other: `${names} could not be read from your settings file, and have their usual values.`,
        }),
      partlyKept: (path: string): string => `The file as it was is kept at ${path}.`,
      unreadable: (path: string): string =>
        `Your settings at ${path} cannot be read, so everything has its usual value. See to it that you may read this file.`,
      ownManifest: `The one that comes with ${product.name} is used.`,
    },
    otherManifest: 'The manifest from before is still used. Choose another file.',
    mayWrite: 'Nothing was saved. See to it that you may write to this folder.',
  },
};
