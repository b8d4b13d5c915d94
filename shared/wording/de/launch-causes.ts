import { product } from '../../product.ts';
import type { launchCauses as english } from '../en/launch-causes.ts';

const look = 'Die letzten Zeilen der Ausgabe ansehen und dem Autor des Programms melden.';
const anew = `Die Umgebung neu anlegen: ${product.id} repair mit --rebuild ausführen, dann erneut starten.`;
const withoutGpu = `mit ${product.id} repair --accelerator cpu auf die Grafikkarte verzichten`;

const after = (before: string, text: string | null): string => (text === null ? '' : `${before}${text}`);

export const launchCauses: typeof english = {
  'module-missing': ({ subject, name, inBrackets }) => ({
    cause:
      subject === null
        ? `ein nötiges Python-Modul${inBrackets} fehlt`
        : `das Python-Modul ${subject}${inBrackets} fehlt`,
    next: `${name ?? 'Das zugehörige Paket'} ins Manifest aufnehmen, repair ausführen, dann erneut starten.`,
  }),
  'name-missing': ({ subject, name }) => ({
    cause: `${name ?? 'ein Paket'} bietet nicht, was das Programm davon braucht${after(': ', subject)}`,
    next: 'Beim Autor des Programms erfragen, welche Versionen es braucht, und sie ins Manifest schreiben.',
  }),
  'numpy-torn': () => ({ cause: 'NumPy ist beschädigt oder für ein anderes Python gemacht', next: anew }),
  'abi-mix': ({ name }) => ({
    cause: `${name ?? 'ein Paket'} wurde für ein anderes NumPy gebaut als das installierte`,
    next: 'Ein passendes NumPy ins Manifest schreiben, etwa numpy<2, repair ausführen, dann erneut starten.',
  }),
  'library-missing': ({ subject, inBrackets }) => ({
    cause: `eine Bibliothek lässt sich nicht laden${after(': ', subject)}${inBrackets}`,
    next: 'Installieren, wozu sie gehört: unter Windows meist die Visual-C++-Laufzeit von Microsoft, sonst ein Paket des Systems.',
  }),
  'torch-mismatch': () => ({
    cause: 'PyTorch und ein für ein anderes PyTorch gebautes Paket sind gemischt',
    next: anew,
  }),
  'wrong-build': () => ({
    cause: 'das Programm will die Grafikkarte nutzen, PyTorch ist aber ein Build für die CPU',
    next: 'Das Programm in seinem CPU-Modus starten oder den Build mit repair --accelerator angeben.',
  }),
  'no-kernels': () => ({
    cause: 'PyTorch unterstützt diese Grafikkarte nicht',
    next: `Einen passenden Build mit repair --accelerator angeben oder ${withoutGpu}.`,
  }),
  'version-conflict': ({ subject }) => ({
    cause: `die installierten Versionen passen nicht zusammen${after(': ', subject)}`,
    next: 'Passende Versionen ins Manifest schreiben, repair ausführen, dann erneut starten.',
  }),
  'metadata-missing': ({ subject, name }) => ({
    cause: `die Beschreibung des Pakets${after(' ', name ?? subject)} fehlt`,
    next: `${name ?? 'Das Paket'} ins Manifest aufnehmen, repair ausführen, dann erneut starten.`,
  }),
  'file-damaged': ({ name }) => ({ cause: `eine Datei${after(' von ', name)} ist beschädigt`, next: anew }),
  'interpreter-broken': () => ({ cause: 'das Python der Umgebung startet nicht', next: anew }),
  'unfinished-run': () => ({
    cause: 'eine unterbrochene Reparatur hat die Umgebung halb geändert zurückgelassen',
    next: `${product.id} repair ausführen: Es nimmt die Änderungen zurück. Dann erneut starten.`,
  }),
  crashed: ({ subject, name }) => ({
    cause: `es ist abgestürzt${after(' mit ', subject)}${after(' in ', name)}`,
    next: 'Erneut starten; stürzt es wieder ab, den Grafiktreiber aktualisieren oder die Umgebung mit --rebuild neu anlegen.',
  }),
  'driver-too-old': () => ({
    cause: 'der Grafiktreiber ist zu alt für dieses PyTorch',
    next: `Den Grafiktreiber aktualisieren oder ${withoutGpu}.`,
  }),
  'driver-missing': () => ({
    cause: 'kein Grafiktreiber für NVIDIA-Karten gefunden',
    next: `Den Grafiktreiber installieren oder ${withoutGpu}.`,
  }),
  'gpu-unavailable': () => ({
    cause: 'die Grafikkarte ist derzeit nicht nutzbar',
    next: 'Andere Programme schließen, die die Karte nutzen, oder den Computer neu starten, dann erneut starten.',
  }),
  'gpu-memory': () => ({
    cause: 'der Speicher der Grafikkarte ist voll',
    next: 'Andere Programme schließen, die die Karte nutzen, oder ein kleineres Modell verwenden, dann erneut starten.',
  }),
  memory: () => ({
    cause: 'der Arbeitsspeicher ist voll',
    next: 'Andere Programme schließen, ein kleineres Modell verwenden oder die Auslagerungsdatei vergrößern, dann erneut starten.',
  }),
  killed: () => ({
    cause: 'es wurde abgebrochen, wie es das System bei vollem Speicher tut',
    next: 'Andere Programme schließen oder ein kleineres Modell verwenden, dann erneut starten.',
  }),
  'address-in-use': ({ subject }) => ({
    cause: `ein anderes Programm benutzt schon ${subject ?? 'seinen Netzwerk-Port'}`,
    next: 'Jenes Programm beenden (es kann dieses sein, früher gestartet) oder den Port unter launch im Manifest ändern.',
  }),
  'permission-denied': ({ subject }) => ({
    cause: `dieses Benutzerkonto darf ${subject ?? 'eine nötige Datei oder einen nötigen Port'} nicht benutzen`,
    next: 'Die Berechtigung einrichten oder einen anderen Ort verwenden, dann erneut starten.',
  }),
  'disk-full': () => ({ cause: 'ein Datenträger ist voll', next: 'Platz schaffen, dann erneut starten.' }),
  'file-in-use': ({ subject }) => ({
    cause: `ein anderes Programm benutzt ${subject ?? 'eine nötige Datei'}`,
    next: 'Jenes Programm schließen, dann erneut starten.',
  }),
  'file-missing': ({ subject }) => ({
    cause: subject === null ? 'eine Datei, die es lesen will, ist nicht da' : `die Datei ${subject} ist nicht da`,
    next: 'Die Datei dort ablegen oder die Argumente unter launch im Manifest berichtigen.',
  }),
  network: () => ({
    cause: 'etwas im Netzwerk war nicht erreichbar',
    next: 'Netzwerkverbindung und Proxy prüfen, dann erneut starten.',
  }),
  'system-too-old': ({ subject }) => ({
    cause: `dieses System ist zu alt für ein Paket: Es fehlt ${subject ?? 'eine neuere Systembibliothek'}`,
    next: 'Das System aktualisieren oder im Manifest eine ältere Version des Pakets angeben.',
  }),
  'processor-too-old': () => ({
    cause: 'ein Paket verwendet Befehle, die dieser Prozessor nicht hat',
    next: 'Im Manifest eine Version des Pakets für ältere Prozessoren angeben.',
  }),
  blocked: () => ({
    cause: 'ein Sicherheitsprogramm oder eine Richtlinie dieses Computers blockiert eine Datei',
    next: 'Den Ordner der Umgebung dort erlauben, repair ausführen, dann erneut starten.',
  }),
  'display-missing': () => ({
    cause: 'es will ein Fenster öffnen, und es gibt keinen Bildschirm',
    next: 'Es dort starten, wo es einen Bildschirm gibt, oder in seinem Modus ohne Fenster.',
  }),
  'wrong-arguments': () => ({
    cause: 'es versteht die Argumente nicht, die das Manifest ihm gibt',
    next: 'Die Argumente unter launch im Manifest berichtigen.',
  }),
  'own-error': ({ subject }) => ({
    cause: `es ist an einem eigenen Fehler gescheitert${subject === null ? '' : ` (${subject})`}`,
    next: look,
  }),
  'ended-early': () => ({
    cause: 'es hat sich ohne Fehler beendet, bevor es bereit war',
    next: 'Die Ausgabe ansehen; soll es sich beenden, darf launch im Manifest kein Bereit-Signal nennen.',
  }),
  'too-slow': () => ({
    cause: 'es war nicht rechtzeitig bereit und wurde beendet',
    next: 'Erneut starten, oder im Manifest unter launch timeLimitSeconds erhöhen oder das Bereit-Signal berichtigen.',
  }),
  'ended-from-outside': () => ({
    cause: 'ein anderes Programm oder das System hat es beendet',
    next: 'Es erneut starten.',
  }),
  unknown: ({ exitCode }) => ({
    cause: exitCode === null ? 'es hat keinen Grund genannt' : `es hat sich mit Code ${exitCode} beendet`,
    next: look,
  }),
};
