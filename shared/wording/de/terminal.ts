import { product } from '../../product.ts';
import type { terminal as english } from '../en/terminal.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const terminal: typeof english = {
  whatToDo: (next) => `Nächster Schritt: ${next}`,
  waitHints: { withKeys: 'r: sofort erneut versuchen, Strg-C: anhalten', withoutKeys: 'Strg-C: anhalten' },
  stopping: {
    once: 'Wird angehalten: Laufendes wird sicher beendet …',
    again:
      'Wird noch angehalten: Die Umgebung wird in sicherem Zustand hinterlassen; das kann einige Sekunden dauern …',
  },
  headings: {
    findings: 'Was nicht in Ordnung ist',
    bySeverity: {
      broken: 'Was defekt ist',
      wrong: 'Was nicht in Ordnung ist',
      notice: 'Hinweise',
    },
    plan: 'Was getan wird',
    dryPlan: 'Was getan würde',
    leftAlone: 'Bleibt, wie es ist',
    lastOutput: 'Die letzten Zeilen der Werkzeuge',
    build: 'Gewählter Build',
    proven: 'Nachgewiesen',
    notProven: 'Nicht nachgewiesen',
  },
  withoutDryRun: 'dasselbe ohne --dry-run ausführen.',
  runRepair: `${product.id} repair mit denselben Optionen ausführen.`,
  moreThings: (count) => plural(count, { one: `und ${count} weitere Sache`, other: `und ${count} weitere Sachen` }),
  files: (count) => plural(count, { one: `${count} Datei`, other: `${count} Dateien` }),
  removed: (what) => `Entfernt: ${what}.`,
  kept: (what, folder) => `Für das nächste Mal aufgehoben: ${what} in ${folder}.`,
  exported: (files, path) => `Exportiert: ${files} in ${path}.`,
  redacted: (count) =>
    `Entfernte private Angaben: ${count}. Vor dem Weitergeben bitte ansehen; README.txt erklärt den Inhalt.`,
  problems: {
    oldNode: (version) => ({
      sentence: `${product.name} braucht Node.js 22 oder neuer; dies ist ${version}.`,
      next: 'Node.js 22 oder neuer installieren, oder die Desktop-Anwendung verwenden, die ihr eigenes mitbringt.',
    }),
    damaged: (message) => ({
      sentence: `${product.name} konnte nicht gestartet werden: ${message.split('\n')[0] ?? ''}`,
      next: 'Neu installieren, oder in einem Quellordner npm run build ausführen.',
    }),
    stuck: {
      sentence: 'Der Lauf ließ sich nicht rechtzeitig anhalten und wurde so beendet, wie er war.',
      next: 'repair erneut ausführen: Es bringt die Arbeit zu Ende.',
    },
    stalled: {
      sentence: 'Der Lauf ist zum Stillstand gekommen.',
      next: 'repair erneut ausführen, und bitte melden Sie es.',
    },
    portInUse: (port) => ({
      sentence: `Ein anderes Programm benutzt Port ${port}.`,
      next: 'Mit --port einen anderen wählen, oder --port weglassen für irgendeinen freien.',
    }),
    portRefused: (port) => ({
      sentence: `Dieses Benutzerkonto darf Port ${port} nicht benutzen.`,
      next: 'Einen über 1023 wählen, oder --port weglassen für irgendeinen freien.',
    }),
    pageMissing: (folder) => ({
      sentence: `Die Seite ist nicht in ${folder}.`,
      next: 'Sie zuerst bauen (npm run build), oder die Anwendung neu installieren.',
    }),
    outputBroken: (code) => ({
      sentence: `Die Ausgabe kann nicht mehr geschrieben werden (${code}).`,
      next: 'Der Lauf geht weiter; nachher sein Journal ansehen.',
    }),
  },
  pageAddress: (url) => `${url} in einem Browser auf diesem Computer öffnen; Strg-C beendet es.`,
  machine: {
    system: 'System',
    processor: 'Prozessor',
    memory: 'Arbeitsspeicher',
    gpu: 'GPU',
    python: 'Python',
    freeSpace: 'Freier Platz',
  },
  noneFound: 'nichts gefunden',
  noEnvironments: 'kann keine Umgebungen anlegen: venv oder ensurepip fehlt',
  capability: (value) => `Compute Capability ${value}`,
  driver: (version) => `Treiber ${version}`,
  forEnvironment: (amount) => `${amount} für die Umgebung`,
  forDownloads: (amount) => `${amount} für Downloads`,
};
