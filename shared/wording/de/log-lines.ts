import type { logLines as english } from '../en/log-lines.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const logLines: typeof english = {
  profile: (name) => `Profil ${name}`,
  dryRun: 'Probelauf: nichts wird geändert',
  build: (build) => `Gewählter Build: ${build}`,
  python: (version, packages) => `Python ${version} · ${packages} installiert`,
  plan: (steps) => `Geplant: ${steps}`,
  started: 'begonnen',
  notEnough: (rung) => `Das war nicht genug (${rung}), deshalb wurde alles zurückgenommen.`,
  attemptFailed: (attempt, of) => `Versuch ${attempt} von ${of} fehlgeschlagen`,
  tryingAgainNow: 'neuer Versuch jetzt',
  launched: (pid, command) => `Gestartet als Prozess ${pid}: ${command}`,
  stopping: 'Wird angehalten',
  done: 'fertig',
  failed: 'fehlgeschlagen',
  noGpu: 'keine GPU gefunden',
  leftOut: (count, amount) =>
    plural(count, {
      one: `${amount} Zeile Ausgabe wurde hier nicht aufbewahrt, um Platz oder Zeit zu sparen`,
      other: `${amount} Zeilen Ausgabe wurden hier nicht aufbewahrt, um Platz oder Zeit zu sparen`,
    }),
  notes: {
    'index-skipped': 'Der nächste Paketindex wird verwendet: ',
    'backend-fallback': 'pip wird statt uv verwendet: ',
    'uv-ready': 'Installationsprogramm: ',
    'python-chosen': 'Gewähltes Python: ',
    'nothing-needed': 'Nichts nötig: ',
    'rung-taken': 'Es geht weiter mit: ',
    'earlier-run-undone': 'Zurückgenommen, was ein unterbrochener Lauf geändert hatte: ',
    'cache-evicted': 'Wird neu geladen, weil der Zwischenspeicher beschädigt oder zweifelhaft war: ',
    'download-resumed': 'Ein früherer Download wird fortgesetzt: ',
    'download-restarted': 'Der Download beginnt von vorn: ',
    'download-awaited': 'Ein anderer Lauf lädt es gerade, dieser wartet: ',
    'source-chosen': 'Wird aus dem Quellcode gebaut, wie erlaubt: ',
    'source-building': 'Aus dem Quellcode wird gebaut: ',
    'left-alone': 'Bleibt, wie es ist, weil kein Index es in einer passenden Version hat: ',
    'given-up': 'Bleibt, wie es ist, weil nichts von dem, was möglich war, geholfen hat: ',
    'version-changed': 'In einer anderen Version: ',
    'sizes-unknown': 'Größen ließen sich nicht ermitteln: ',
  },
  packages: {
    waiting: null,
    resolved: 'gewählt',
    downloading: null,
    downloaded: null,
    installed: 'installiert',
    removed: 'entfernt',
    proven: null,
    failed: 'fehlgeschlagen',
  },
  packageIs: (name, state) => `${name} ${state}`,
};
