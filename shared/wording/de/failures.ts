import { product } from '../../product.ts';
import type { failures as english, failureParts as englishParts } from '../en/failures.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

const withNetwork = 'Einmal mit Netzwerk ausführen oder mit --find-links einen Ordner mit Wheels angeben.';
const lookAtLog = 'Den Grund im Protokoll nachsehen, dann erneut ausführen.';

export const failures: typeof english = {
  usage: (message) => ({ sentence: message, next: `Siehe ${product.id} --help.` }),
  'manifest-missing': (path) => ({
    sentence: `Unter ${path} gibt es kein Manifest.`,
    next: 'Den mit --manifest angegebenen Pfad prüfen.',
  }),
  'manifest-invalid': (path, problems) => ({
    sentence: `Das Manifest ${path} ist nicht verwendbar: ${problems}.`,
    next: 'Das Manifest berichtigen, dann erneut ausführen.',
  }),
  'profile-unknown': (profile, known) => ({
    sentence: `Das Manifest hat kein Profil „${profile}“.`,
    next: `Eines davon wählen: ${known}.`,
  }),
  'accelerator-unknown': (accelerator, known) => ({
    sentence: `Das Manifest hat für dieses System keinen Build „${accelerator}“.`,
    next: `Einen davon wählen: ${known}.`,
  }),
  'launch-missing': (manifest) => ({
    sentence: `Das Manifest „${manifest}“ nennt kein Programm zum Starten.`,
    next: 'Im Manifest launch ergänzen oder mit --manifest ein anderes angeben.',
  }),
  'environment-is-a-file': (path) => ({
    sentence: `${path} ist eine Datei; eine Umgebung braucht einen Ordner.`,
    next: 'Einen Ordner für die Umgebung wählen.',
  }),
  'environment-not-ours': (path, found) => ({
    sentence: `${path} enthält schon etwas anderes (${found}); darin wurde nichts angerührt.`,
    next: 'Einen neuen oder leeren Ordner wählen, oder einen, der schon eine Umgebung enthält.',
  }),
  'environment-not-writable': (path) => ({
    sentence: `Dieses Benutzerkonto darf nicht in ${path} schreiben.`,
    next: 'Einen anderen Ordner wählen.',
  }),
  'link-leads-out': (path, target) => ({
    sentence: `${path} ist eine Verknüpfung, die aus der Umgebung hinaus nach ${target} führt; dort würden Pakete installiert.`,
    next: 'Die Verknüpfung durch einen Ordner ersetzen, dann erneut ausführen.',
  }),
  'environment-missing': (path) => ({
    sentence: `In ${path} gibt es noch keine Umgebung.`,
    next: `Zuerst installieren: ${product.id} repair --env "${path}"`,
  }),
  'environment-busy': (path, pid, since) => ({
    sentence: `Ein anderer Lauf (Prozess ${pid}, seit ${since}) arbeitet an ${path}.`,
    next: 'Warten, bis er beendet ist, dann erneut ausführen.',
  }),
  'python-not-found': (wanted, rejected) => ({
    sentence: `Kein passendes Python (${wanted}) gefunden, und keines ließ sich installieren${rejected}.`,
    next: 'Python 3.12 von python.org oder mit der Paketverwaltung des Systems installieren, dann erneut ausführen.',
  }),
  'python-unusable': (path, reason) => ({
    sentence: `Das Python unter ${path} ist nicht verwendbar: ${reason}.`,
    next: 'Mit --python ein anderes angeben oder diese Option weglassen.',
  }),
  'environment-creation-failed': (python, reason) => ({
    sentence: `Die Umgebung ließ sich mit ${python} nicht anlegen: ${reason}.`,
    next: 'Mit --python ein anderes Python angeben, dann erneut ausführen.',
  }),
  'uv-unavailable': (reason) => ({
    sentence: `Das Installationsprogramm uv ist nicht verfügbar: ${reason}.`,
    next: 'Mit --backend pip erneut ausführen.',
  }),
  'index-unreachable': (index, cause, next) => ({
    sentence: `Der Paketindex ${index} ist nicht erreichbar: ${cause}.`,
    next: next ?? 'Netzwerkverbindung und Proxy prüfen, dann erneut ausführen.',
  }),
  'download-failed': (name, cause, next) => ({
    sentence: `Der Download von ${name ?? 'einem Paket'} ist fehlgeschlagen: ${cause}.`,
    next: next ?? 'Netzwerkverbindung prüfen, dann erneut ausführen.',
  }),
  'hash-mismatch': (name) => ({
    sentence: `${name ?? 'Ein Paket'} kam nicht so an, wie der Index es beschreibt, und wurde nicht verwendet.`,
    next: 'Erneut ausführen; geschieht es wieder, beim Betreiber des Index oder des Proxys nachfragen.',
  }),
  'package-not-found': (requirement) => ({
    sentence: `${requirement} gibt es nicht für dieses Python und dieses System.`,
    next: 'Die Anforderung im Manifest ändern oder ein anderes Python verwenden.',
  }),
  'source-only': (named, name) => ({
    sentence: `${named} gibt es für dieses Python und dieses System nur als Quellcode; beim Bauen läuft Code des Pakets, und es kann ein Compiler nötig sein.`,
    next: `Wer dem Paket vertraut, erlaubt das so: mit --build ${name} erneut ausführen`,
  }),
  'build-not-served': (version, build, accelerator, forCpu) => ({
    sentence: `Der Paketindex hat torch ${version} nur als ${build}-Build; dieser Computer braucht den für ${accelerator}.`,
    next: `Den Zugang zu dem Index ermöglichen, den das Manifest nennt${forCpu ? ', dann erneut ausführen' : ', oder mit --accelerator cpu erneut ausführen'}.`,
  }),
  'not-downloaded': (requirement) => ({
    sentence: `${requirement} wurde noch nicht heruntergeladen.`,
    next: withNetwork,
  }),
  'wheels-missing': (wheels) => ({
    sentence: `Noch nicht heruntergeladen: ${wheels}.`,
    next: withNetwork,
  }),
  'requirements-conflict': (detail) => ({
    sentence: `Die Anforderungen widersprechen sich: ${detail ?? 'ein Grund wurde nicht genannt'}.`,
    next: 'Die Anforderungen im Manifest ändern, dann erneut ausführen.',
  }),
  'build-failed': (named, reason) => ({
    sentence: `${named} ließ sich nicht aus dem Quellcode bauen: ${reason}.`,
    next: 'Installieren, was der Bau verlangt, etwa einen Compiler, dann erneut ausführen.',
  }),
  'file-locked': (path, holders, count) => ({
    sentence:
      holders === null
        ? `Ein anderes Programm benutzt ${path}.`
        : `${holders} ${plural(count, { one: 'benutzt', other: 'benutzen' })} ${path}.`,
    next: 'Die Programme schließen, die diese Umgebung benutzen, dann erneut ausführen.',
  }),
  'permission-denied': (path) => ({
    sentence: `Dieses Benutzerkonto darf ${path} nicht ändern.`,
    next: 'Schreibrecht dafür einrichten, dann erneut ausführen.',
  }),
  'path-too-long': (path) => ({
    sentence: `Der Pfad ${path} ist zu lang.`,
    next: 'Einen kürzeren Ordner wählen.',
  }),
  'disk-full': (path) => ({
    sentence: `Der Datenträger mit ${path} ist voll.`,
    next: 'Platz schaffen, dann erneut ausführen.',
  }),
  'disk-space-low': (path, free, needed, missing) => ({
    sentence: `Auf dem Datenträger mit ${path} sind ${free} frei, nötig sind ${needed}.`,
    next: `Mindestens ${missing} freimachen, dann erneut ausführen.`,
  }),
  'install-failed': (tool, layer, reason) => ({
    sentence: `${tool} konnte die Schicht ${layer} nicht installieren: ${reason}.`,
    next: lookAtLog,
  }),
  'command-timed-out': (command, seconds) => ({
    sentence: `${command} war nach ${seconds} Sekunden nicht fertig und wurde angehalten.`,
    next: 'Erneut ausführen; geschieht es wieder, zuerst den Computer neu starten.',
  }),
  'command-failed': (command, reason) => ({
    sentence: `${command} ist fehlgeschlagen: ${reason}.`,
    next: lookAtLog,
  }),
  'proof-failed': (module, reason, next) => ({
    sentence: `${module} funktioniert nach der Reparatur nicht: ${reason}.`,
    next,
  }),
  'not-healed': (findings, next) => ({
    sentence: `Nach der Reparatur ist dies noch nicht in Ordnung: ${findings}`,
    next,
  }),
  'launch-failed': (sentence, next) => ({ sentence, next }),
  'no-logs': (environment) =>
    environment === null
      ? { sentence: 'Es gibt noch keine Protokolle.', next: 'Zuerst eine Umgebung prüfen oder reparieren.' }
      : {
          sentence: `Es gibt keine Protokolle eines Laufs für ${environment}.`,
          next: 'Den Ordner prüfen oder die Protokolle aller Umgebungen exportieren.',
        },
  'call-invalid': (call, problems) => ({
    sentence: `Der Aufruf „${call}“ wurde nicht verstanden: ${problems}.`,
    next: 'Die Seite neu laden, dann erneut versuchen.',
  }),
  'call-refused': (reason) => ({
    sentence: `Der Aufruf wurde abgelehnt: ${reason}.`,
    next: 'Die Adresse öffnen, die das Programm ausgegeben hat.',
  }),
  'run-in-progress': () => ({
    sentence: 'Ein Lauf ist schon im Gang.',
    next: 'Warten, bis er beendet ist, oder ihn anhalten.',
  }),
  'setting-invalid': (sentence, next) => ({ sentence, next }),
  'no-such-run': () => ({ sentence: 'Dieser Lauf ist beendet.', next: 'Die Seite neu laden.' }),
  bug: (message, journal) => ({
    sentence: `Etwas Unvorhergesehenes ist geschehen: ${message}.`,
    next: journal === null ? 'Bitte melden Sie es.' : `Bitte melden Sie es mit dem Journal unter ${journal}`,
  }),
};

export const failureParts: typeof englishParts = {
  noReason: 'ein Grund wurde nicht genannt',
  sameAnew: 'Eine neue Umgebung scheitert genauso: dem Autor des Manifests melden.',
  makeAnew: 'Die Umgebung neu anlegen: repair mit --rebuild ausführen.',
};
