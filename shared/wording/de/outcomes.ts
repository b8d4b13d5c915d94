import type { outcomes as english } from '../en/outcomes.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const outcomes: typeof english = {
  ready: 'Bereit',
  works: 'Die Umgebung funktioniert.',
  changed: (names) => `Geändert: ${names}.`,
  nothingToDo: 'Es war nichts zu tun: Die Umgebung ist in Ordnung.',
  checked: 'Geprüft',
  lookedAt: 'Dieser Computer wurde untersucht.',
  asItShouldBe: 'Die Umgebung ist in Ordnung.',
  needsRepair: 'Reparatur nötig',
  thingsWrong: (count) =>
    plural(count, {
      one: `${count} Sache ist nicht in Ordnung. Nichts wurde geändert.`,
      other: `${count} Sachen sind nicht in Ordnung. Nichts wurde geändert.`,
    }),
  ended: 'Beendet',
  endedWell: 'Das Programm hat sich ohne Fehler beendet.',
  endedWithError: 'Mit einem Fehler beendet',
  stopped: 'Angehalten',
  programStopped: 'Das Programm wurde beendet, mit allem, was es gestartet hatte.',
  runStopped: 'Der Lauf wurde angehalten.',
  undo: {
    'nothing-changed': 'In der Umgebung wurde nichts geändert.',
    restored: 'In der Umgebung ist alles wieder wie vorher.',
    pending:
      'Das Begonnene ließ sich noch nicht zurücknehmen, weil eine Datei benutzt wird; die nächste Reparatur tut das zuerst.',
  },
  failed: {
    detect: 'Nicht geprüft',
    diagnose: 'Nicht geprüft',
    repair: 'Nicht repariert',
    launch: 'Nicht gestartet',
  },
};
