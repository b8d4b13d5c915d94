import { product } from '../../product.ts';
import type { settings as english } from '../en/settings.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const settings: typeof english = {
  names: {
    environment: 'Ordner der Umgebung',
    manifest: 'Manifest',
    profile: 'Pakete',
    accelerator: 'Build von PyTorch',
    backend: 'Installationswerkzeug',
    indexUrl: 'Paketindex',
    extraIndexUrls: 'Weitere Indizes',
    findLinks: 'Ordner mit Wheels',
    offline: 'Offline arbeiten',
    proxy: 'Proxy',
    noProxy: 'Ohne Proxy',
    certificates: 'Weitere Zertifikate',
    cacheMaxBytes: 'Größter Umfang',
    cacheMaxDays: 'Längste Zeit ungenutzt',
    language: 'Sprache',
    theme: 'Farben',
    logLevel: 'Protokoll des Fensters',
  },
  problems: {
    unusable: { sentence: 'Dieser Wert ist nicht verwendbar.', next: 'Einen anderen wählen.' },
    'not-a-url': {
      sentence: 'Das ist keine vollständige Webadresse.',
      next: 'Eine angeben, die mit http:// oder https:// beginnt und vor einem „?“ endet.',
    },
    credentials: {
      sentence: 'In einer Adresse, die hier aufbewahrt wird, darf kein Name oder Passwort stehen.',
      next: 'Es in die Datei .netrc, den Schlüsselbund oder die Konfiguration von pip eintragen und die Adresse ohne angeben.',
    },
    'not-a-path': { sentence: 'Das ist kein vollständiger Pfad.', next: 'Ihn erneut wählen.' },
    'not-a-host': {
      sentence: 'Einiges davon ist weder Name noch Adresse eines Computers.',
      next: 'Namen wie mirror.example angeben, durch Kommas getrennt.',
    },
    'too-many': { sentence: 'Das sind zu viele.', next: 'Einige weglassen.' },
    'not-offered': { sentence: 'Das Manifest bietet das nicht an.', next: 'Etwas anderes wählen.' },
    'no-certificate': {
      sentence: 'In dieser Datei ist kein Zertifikat.',
      next: 'Eine Datei im PEM-Format wählen, die mit „-----BEGIN CERTIFICATE-----“ beginnt.',
    },
    'not-chosen': {
      sentence: 'Das wurde nicht im Dialog des Systems gewählt.',
      next: 'Es mit der Schaltfläche daneben wählen.',
    },
    'only-in-window': {
      sentence: 'Das entscheidet darüber, was installiert wird, und lässt sich nur im Fenster ändern.',
      next: `Das Fenster von ${product.name} auf diesem Computer öffnen.`,
    },
  },
  confirm: {
    proxy: {
      message: (host) => `Das Netzwerk über ${host} erreichen?`,
      detail:
        'Alle Downloads laufen dann über diesen Proxy. Nur fortfahren, wenn er Ihnen oder Ihrer Organisation gehört.',
      yes: 'Diesen Proxy verwenden',
    },
    index: {
      message: (host) => `Pakete von ${host} installieren?`,
      detail:
        'Was von dort installiert wird, läuft auf diesem Computer. Nur fortfahren, wenn die Adresse bekannt und vertrauenswürdig ist.',
      yes: 'Diesen Index verwenden',
    },
    no: 'Abbrechen',
  },
  dialogs: {
    manifest: { title: 'Manifest wählen', choose: 'Dieses Manifest verwenden', files: 'Manifeste (JSON)' },
    certificates: { title: 'Datei mit Zertifikaten wählen', choose: 'Diesen vertrauen', files: 'Zertifikate (PEM)' },
    wheels: { title: 'Ordner mit Wheels wählen', choose: 'Diesen Ordner verwenden' },
    allFiles: 'Alle Dateien',
  },
  page: {
    title: 'Einstellungen',
    lead: 'Jede Änderung wird sofort gespeichert. Die Befehlszeile verwendet diese Einstellungen nicht.',
    saved: 'Gespeichert',
    declined: 'Nicht geändert.',
    unreached: 'Das Programm hat nicht geantwortet, also wurde nichts gespeichert. Erneut versuchen.',
    reset: 'Zurücksetzen',
    none: 'Nichts gewählt',
    given: 'Beim Start des Programms angegeben; das geht dieser Einstellung vor.',
    notDuringRun: 'Während eines Laufs lässt sich das nicht ändern.',
    onlyInWindow:
      'Was darüber entscheidet, was installiert wird, ist hier nur zu sehen und lässt sich im Fenster ändern.',
    defaultFolder: 'Im eigenen Ordner der Anwendung',
    ownManifest: `Das mit ${product.name} gelieferte`,
    groups: {
      environment: 'Was installiert wird, und wo',
      sources: 'Woher Pakete kommen',
      network: 'Netzwerk',
      downloads: 'Aufbewahrte Downloads',
      appearance: 'Aussehen und Protokoll',
    },
    hints: {
      environment: `Der Ordner, mit dem ${product.name} beginnt.`,
      manifest: 'Eine Datei, die sagt, welche Pakete die Umgebung hat.',
      accelerator: 'Automatisch: der, der zur Grafikkarte passt. Der Grund steht nach einer Prüfung hier.',
      backend: 'Automatisch: uv, oder pip, wo es uv nicht gibt.',
      indexUrl:
        'Leer: der, den die Konfiguration von pip oder uv nennt. Passwörter gehören in .netrc oder den Schlüsselbund.',
      extraIndexUrls: 'Werden zusätzlich durchsucht, einer je Zeile.',
      findLinks: 'Wheels in diesem Ordner werden mitverwendet.',
      offline: 'Nur was früher heruntergeladen wurde und der Ordner mit Wheels werden verwendet.',
      proxy: 'Leer: wie im System. Passwörter gehören in die Einstellungen des Systems.',
      noProxy: 'Namen oder Adressen, die ohne den Proxy erreicht werden, durch Kommas getrennt.',
      certificates: 'Ihnen wird neben denen des Systems vertraut: für Firmen, die Verbindungen prüfen.',
      limits: 'Was am längsten ungenutzt ist, wird nach jedem Lauf entfernt.',
      logLevel: 'Was das Fenster in window.log schreibt. Jeder Lauf hat ein eigenes Protokoll.',
    },
    examples: {
      index: 'https://mirror.example/simple',
      proxy: 'http://proxy.example:3128',
      noProxy: 'intranet.example, 10.0.0.0/8',
    },
    automatic: 'Automatisch',
    usedLast: (build, reason) => `Zuletzt verwendet: ${build}. ${reason}`,
    backends: { auto: 'Automatisch', uv: 'uv', pip: 'pip' },
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    languages: { system: 'Wie das System', en: 'English', de: 'Deutsch', 'zh-Hans': '简体中文' },
    logLevels: { errors: 'Nur Fehler', normal: 'Wichtiges', everything: 'Alles' },
    noLimit: 'Keine Grenze',
    days: (count) => plural(count, { one: `${count} Tag`, other: `${count} Tage` }),
    cache: {
      now: 'Jetzt',
      measuring: 'Wird gemessen …',
      empty: 'Nichts ist aufbewahrt.',
      inPackages: (size, packages) => `${size} in ${packages}`,
      hint: 'Eine Reparatur mit aufbewahrten Downloads braucht weniger Netzwerk.',
      clear: 'Leeren…',
      nothingRemoved: 'Jetzt ließ sich nichts entfernen.',
      removed: (size) => `${size} wurden entfernt.`,
      question: {
        title: 'Alle aufbewahrten Downloads entfernen?',
        sentence:
          'Was installiert ist, bleibt, wie es ist. Die nächste Reparatur lädt wieder herunter, was sie braucht.',
        yes: 'Entfernen',
        no: 'Behalten',
      },
    },
    trouble: {
      title: 'Einstellungen',
      read: 'OK',
      damaged: 'Die Einstellungsdatei war beschädigt; alles hat wieder seinen üblichen Wert.',
      damagedKept: (path) => `Die beschädigte Datei liegt jetzt unter ${path}.`,
      partly: (names, count) =>
        plural(count, {
          one: `${names} ließ sich nicht aus der Einstellungsdatei lesen und hat den üblichen Wert.`,
          other: `${names} ließen sich nicht aus der Einstellungsdatei lesen und haben ihre üblichen Werte.`,
        }),
      partlyKept: (path) => `Die Datei, wie sie war, liegt unter ${path}.`,
      unreadable: (path) =>
        `Die Einstellungen unter ${path} lassen sich nicht lesen; alles hat seinen üblichen Wert. Dafür sorgen, dass diese Datei gelesen werden darf.`,
      ownManifest: `Das mit ${product.name} gelieferte wird verwendet.`,
    },
    otherManifest: 'Das bisherige Manifest wird weiter verwendet. Eine andere Datei wählen.',
    mayWrite: 'Nichts wurde gespeichert. Dafür sorgen, dass in diesen Ordner geschrieben werden darf.',
  },
};
