import type { page as english } from '../en/page.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const page: typeof english = {
  product: 'Smart Installer',
  pageTitle: (screen) => `${screen} – Smart Installer`,

  opening: 'Wird gestartet …',
  lost: {
    title: 'Verbindung verloren',
    sentence: 'Was läuft, läuft weiter. Diese Seite meldet sich von selbst zurück, sobald das Programm antwortet.',
  },
  closed: { title: 'Diese Seite ist nicht verbunden', again: 'Neu laden' },

  checking: { title: 'Wird geprüft', sentence: 'Computer und Umgebung werden untersucht. Nichts wird geändert.' },
  notInstalled: {
    title: 'Nicht installiert',
    sentence: 'Die Installation kann beginnen. Zuerst kommt der Plan, und nur in diesen Ordner wird geschrieben.',
  },
  canBeRepaired: 'Das lässt sich reparieren. Zuerst kommt der Plan; vorher wird nichts geändert.',
  notChecked: 'Nicht geprüft',
  checkStopped: 'Die Prüfung wurde angehalten. Nichts wurde geändert.',

  environment: 'Umgebung',
  folder: 'Ordner',
  useFolder: 'Diesen Ordner verwenden',
  choose: 'Auswählen…',
  profile: 'Pakete',
  everything: 'Alles',
  only: (profile) => `Nur ${profile}`,
  labels: {
    python: 'Python',
    gpu: 'GPU',
    system: 'System',
    memory: 'Arbeitsspeicher',
    processor: 'Prozessor',
    freeSpace: 'Freier Platz',
    build: 'Gewählter Build',
    proven: 'Nachgewiesen',
    notProven: 'Nicht nachgewiesen',
    changed: 'Geändert',
    scope: 'Umfang',
    size: 'Größe',
    leftAlone: 'Bleibt, wie es ist',
    took: 'Dauer',
    code: 'Fehlercode',
    journal: 'Journaldatei',
    nextAction: 'Nächster Schritt',
  },
  driver: (version) => `Treiber ${version}`,
  noGpu: 'keine gefunden',
  notInstalledPackage: 'nicht installiert',
  fault: {
    missing: 'fehlt',
    version: (requirement) => `${requirement} ist nötig`,
    build: (has, wanted) => `${has}-Build, ${wanted} ist nötig`,
    broken: 'funktioniert nicht',
    unwanted: 'muss weg',
    damaged: 'beschädigt',
  },
  whole: 'funktioniert',

  findings: 'Was nicht in Ordnung ist',
  plan: { title: 'Was getan wird', making: 'Der Plan wird erstellt' },
  planMaking: 'Es wird ermittelt, was nötig ist. Nichts wird geändert.',
  kept: {
    title: 'Bleibt',
    none: 'Nichts in dieser Umgebung: Selbst hinzugefügte Pakete sind in der neuen nicht enthalten.',
    packages: (count) =>
      plural(count, {
        one: `${count} weiteres Paket in dieser Umgebung, nach Möglichkeit in seiner Version.`,
        other: `${count} weitere Pakete in dieser Umgebung, nach Möglichkeit in ihren Versionen.`,
      }),
  },
  notTouched: {
    title: 'Unberührt',
    outside: 'Alles außerhalb dieses Ordners: Ihre Modelle, Einstellungen und anderen Programme.',
  },

  installing: 'Wird installiert',
  repairing: 'Wird repariert',
  steps: 'Schritte',
  wholeProgress: 'Fortschritt der Reparatur',
  stepOf: (at, of) => `Schritt ${at} von ${of}`,
  tryingAgain: 'Neuer Versuch',
  tryingAgainNow: 'Neuer Versuch jetzt',
  stopping: 'Wird sicher angehalten …',
  programs: 'Programme',

  nothing: 'Nichts',
  imports: (names, count) =>
    plural(count, { one: `${names} lässt sich importieren.`, other: `${names} lassen sich importieren.` }),
  evidence: 'Die letzten Zeilen der Werkzeuge',

  buttons: {
    install: 'Umgebung installieren',
    repair: 'Umgebung reparieren',
    anew: 'Umgebung neu anlegen',
    checkAgain: 'Erneut prüfen',
    back: 'Zurück',
    start: 'Starten',
    stop: 'Anhalten',
    stopping: 'Wird angehalten …',
    retryNow: 'Jetzt versuchen',
    tryAgain: 'Erneut versuchen',
    build: (name) => `${name} aus dem Quellcode bauen und erneut versuchen`,
    done: 'Fertig',
    copyCode: 'Code kopieren',
    copyPath: 'Pfad kopieren',
    copied: 'Kopiert',
    notCopied: 'Kopieren nicht möglich',
    showLog: 'Protokoll anzeigen',
    hideLog: 'Protokoll ausblenden',
    showDetails: 'Details anzeigen',
    hideDetails: 'Details ausblenden',
    showAll: (count) => `Alle ${count} anzeigen`,
  },

  log: {
    title: 'Protokoll',
    lines: 'Zeilen',
    level: 'Stufe',
    levels: { all: 'Alle Zeilen', notable: 'Warnungen und Fehler', errors: 'Fehler' },
    marks: { warning: 'Warnung: ', error: 'Fehler: ' },
    search: 'Protokoll durchsuchen',
    follow: 'Mitlaufen',
    none: 'Keine Zeile passt.',
    count: (total) => plural(total, { one: `${total} Zeile`, other: `${total} Zeilen` }),
    copy: 'Protokoll kopieren',
  },

  nextActions: {
    makeAnew: 'Die Umgebung neu anlegen.',
    allowBuild: (button) => `Wer dem Paket vertraut, wählt „${button}“.`,
    install: 'Die Umgebung installieren.',
    checkNetwork: 'Die Netzwerkverbindung prüfen, dann erneut versuchen.',
    installPython:
      'Python 3.12 von python.org oder mit der Paketverwaltung des Systems installieren, dann erneut versuchen.',
    reinstall: 'Smart Installer neu installieren.',
    reload: 'Die Seite neu laden, dann erneut versuchen.',
  },
};
