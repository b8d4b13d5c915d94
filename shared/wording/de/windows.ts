import { product } from '../../product.ts';
import type { windows as english } from '../en/windows.ts';

export const windows: typeof english = {
  stopAndClose: {
    message: 'Eine Reparatur läuft',
    detail: 'Sie kann jetzt gefahrlos angehalten werden. Die nächste Reparatur bringt sie zu Ende.',
    keepGoing: 'Weiterlaufen lassen',
    stop: 'Anhalten und schließen',
  },
  endAndClose: {
    message: (program) => `${program} läuft`,
    detail:
      'Mit diesem Fenster wird es beendet, samt allem, was es gestartet hat. Was darin nicht gespeichert ist, geht verloren.',
    keepGoing: 'Weiterlaufen lassen',
    stop: 'Beenden und schließen',
  },
  pageKeepsFailing: {
    message: 'Das Fenster kann nicht angezeigt werden',
    detail: 'Seine Seite ist mehrmals hintereinander ausgefallen. Eine laufende Reparatur geht weiter.',
    tryAgain: 'Erneut versuchen',
    close: 'Schließen',
  },
  pageHangs: {
    message: 'Das Fenster antwortet nicht',
    detail: 'Seine Seite ist beschäftigt oder ausgefallen. Eine laufende Reparatur geht in jedem Fall weiter.',
    wait: 'Warten',
    reload: 'Fenster neu laden',
  },
  about: {
    licence:
      'Smart Installer ist freie Software unter der MIT-Lizenz. Electron, Chromium und die anderen Teile stehen unter eigenen Lizenzen, die beim Programm liegen.',
    copy: 'Kopieren',
    close: 'Schließen',
  },
  chooseFolder: {
    title: 'Ordner der Umgebung wählen',
    choose: 'Diesen Ordner verwenden',
  },
  exportPlace: { title: 'Protokolle speichern', save: 'Speichern', kind: 'Zip-Archiv' },
  update: {
    available: (version) => `${product.name} ${version} ist verfügbar`,
    offer:
      'Die neue Version wird jetzt heruntergeladen und geprüft und beim nächsten Start installiert. Ihre Umgebungen bleiben, wie sie sind.',
    yes: 'Herunterladen',
    later: 'Jetzt nicht',
    byHand: (homepage) =>
      `Dieses Exemplar kann sich nicht selbst ersetzen. Die neue Version bitte so installieren wie diese: ${homepage}`,
    ready: (version) => `${product.name} ${version} ist bereit`,
    restartDetail: 'Installiert wird beim Neustart oder beim Schließen der Anwendung.',
    restart: 'Jetzt neu starten',
    whenClosed: 'Beim Schließen',
    failed: (version) => `${product.name} ${version} konnte nicht installiert werden`,
    failedDetail: (reason, homepage) =>
      `Diese Version bleibt und funktioniert weiter (${reason}). Die neue gibt es hier: ${homepage}`,
    understood: 'Verstanden',
  },
  menu: {
    file: 'Datei',
    checkAgain: 'Erneut prüfen',
    repair: 'Umgebung reparieren…',
    launch: 'Starten',
    settings: 'Einstellungen…',
    quit: 'Beenden',
    help: 'Hilfe',
    openLogs: 'Ordner der Protokolle öffnen',
    about: 'Über Smart Installer',
    edit: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild',
    window: 'Fenster',
    minimize: 'Minimieren',
    close: 'Schließen',
  },
};
