import type { steps as english } from '../en/steps.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

const anew = (again: boolean): string => (again ? ' nach einem neuen Download' : '');

export const steps: typeof english = {
  phases: {
    detect: 'Computer prüfen',
    diagnose: 'Umgebung prüfen',
    plan: 'Planen',
    fetch: 'Nötiges laden',
    change: 'Reparieren',
    prove: 'Funktion nachweisen',
    launch: 'Starten',
  },
  status: {
    waiting: 'wartet',
    working: 'läuft',
    done: 'fertig',
    'needs-you': 'wartet auf Sie',
    failed: 'fehlgeschlagen',
  },
  notNeeded: 'nichts zu tun',
  stopped: 'angehalten',

  titles: {
    undoRun: 'Unterbrochenen Lauf zurücknehmen',
    installPython: 'Python installieren',
    resolve: 'Passende Versionen finden',
    download: 'Herunterladen',
    renewInterpreter: 'Python der Umgebung erneuern',
    environmentAnew: 'Umgebung neu anlegen',
    createEnvironment: 'Umgebung anlegen',
    restorePermissions: 'Gesperrte Dateien öffnen',
    cleanUp: 'Aufräumen',
    remove: (names) => `${names} entfernen`,
    prove: 'Funktion nachweisen',
  },

  undoRun: (began) =>
    `Nimmt zurück, was der unterbrochene Lauf${began === null ? '' : ` vom ${began}`} geändert hatte; danach wird die Umgebung neu geprüft.`,
  otherPython: (versions) =>
    `Eine neue Umgebung mit dem jetzigen Python hat nicht geholfen, deshalb bekommt sie ein anderes (${versions}).`,
  noPython: (versions) => `Auf diesem Computer gibt es kein passendes Python (${versions}).`,
  resolve: (count) =>
    plural(count, {
      one: `Ermittelt, was für ${count} Paket zusammenpasst, bevor etwas geändert wird.`,
      other: `Ermittelt, was für ${count} Pakete zusammenpasst, bevor etwas geändert wird.`,
    }),
  download: 'Alles liegt geprüft auf der Festplatte, bevor etwas geändert wird. Früher Geladenes wird wiederverwendet.',
  renewInterpreter: 'Verknüpfungen und Einstellungen werden neu angelegt; die Pakete bleiben.',
  presentMovedAside: 'Die jetzige Umgebung wird beiseitegelegt, bis die neue geprüft ist.',
  noneYet: 'In diesem Ordner gibt es noch keine.',
  movedAside: (count) =>
    plural(count, { one: 'Das wird beiseitegelegt.', other: `Diese ${count} Reste werden beiseitegelegt.` }),
  absent: (count) =>
    plural(count, {
      one: 'Laut Manifest darf es nicht da sein.',
      other: 'Laut Manifest dürfen sie nicht da sein.',
    }),
  prove: 'Importiert alles mit dem Python der Umgebung.',
  moreWrong: (count) =>
    plural(count, {
      one: `${count} weitere Sache ist nicht in Ordnung.`,
      other: `${count} weitere Sachen sind nicht in Ordnung.`,
    }),
  replacesLayer: (wanted, again) => `Ersetzt die ganze Schicht${anew(again)}: ${wanted}.`,
  installs: (names, again) => `Installiert ${names}${anew(again)}.`,
  replaces: (names, again) => `Ersetzt ${names}${anew(again)}.`,
};
