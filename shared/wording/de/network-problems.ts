import type { networkProblems as english } from '../en/network-problems.ts';

const checkAddress = 'Die Adresse des Index prüfen, dann erneut ausführen.';

export const networkProblems: typeof english = {
  dns: ({ host }) => ({
    cause: `der Name ${host} ist nicht zu finden (DNS)`,
    next: 'Die Adresse des Index und die Netzwerkverbindung prüfen, dann erneut ausführen.',
  }),
  refused: ({ host, inBrackets }) => ({
    cause: `${host} lehnt die Verbindung ab${inBrackets}`,
    next: 'Die Adresse des Index prüfen und ob eine Firewall ihn blockiert, dann erneut ausführen.',
  }),
  reset: ({ host }) => ({
    cause: `die Verbindung zu ${host} wurde getrennt`,
    next: 'Erneut ausführen: Was schon geladen ist, bleibt erhalten.',
  }),
  timeout: ({ host, inBrackets }) => ({
    cause: `${host} hat nicht rechtzeitig geantwortet${inBrackets}`,
    next: 'Die Netzwerkverbindung prüfen, dann erneut ausführen.',
  }),
  proxy: ({ host, inBrackets }) => ({
    cause: `der Proxy${host === '' ? '' : ` ${host}`} ist nicht nutzbar${inBrackets}`,
    next: 'Den Proxy in HTTPS_PROXY oder in der Konfiguration von pip prüfen, dann erneut ausführen.',
  }),
  'proxy-auth': ({ host }) => ({
    cause: `der Proxy ${host} verlangt ein Passwort`,
    next: 'Name und Passwort in die Adresse des Proxys schreiben (HTTPS_PROXY=http://NAME:PASSWORT@HOST:PORT), dann erneut ausführen.',
  }),
  tls: ({ host, inBrackets }) => ({
    cause: `das Zertifikat von ${host} ist nicht gültig${inBrackets}`,
    next: 'Datum und Uhrzeit dieses Computers prüfen; stimmen sie, beim Betreiber des Servers nachfragen.',
  }),
  'tls-inspection': ({ host, detail }) => ({
    cause: `das Zertifikat von ${host} stammt von „${detail}“, dem dieser Computer nicht vertraut: Ein Sicherheitsprogramm der Firma öffnet die Verbindung`,
    next: 'Die IT-Abteilung um ihr Zertifikat als PEM-Datei bitten, diese Datei in SSL_CERT_FILE angeben, dann erneut ausführen.',
  }),
  'captive-portal': ({ host }) => ({
    cause: `${host} hat mit einer Webseite geantwortet: Dieses Netzwerk verlangt zuerst eine Anmeldung`,
    next: 'Einen Browser öffnen, sich im Netzwerk anmelden, dann erneut ausführen.',
  }),
  unauthorized: ({ host }) => ({
    cause: `${host} verlangt Name und Passwort`,
    next: 'Name und Passwort dafür in die Adresse des Index oder in die Datei .netrc schreiben, dann erneut ausführen.',
  }),
  forbidden: ({ host, inBrackets }) => ({
    cause: `${host} erlaubt die Anfrage nicht${inBrackets}`,
    next: 'Beim Betreiber nachfragen, ob dieses Konto ihn nutzen darf.',
  }),
  'not-found': ({ host, inBrackets }) => ({ cause: `${host} hat es nicht${inBrackets}`, next: checkAddress }),
  busy: ({ host, inBrackets, retryAfter }) => ({
    cause: `${host} ist überlastet${inBrackets}`,
    next: retryAfter === null ? 'In ein paar Minuten erneut ausführen.' : `In ${retryAfter} erneut ausführen.`,
  }),
  'server-error': ({ host, inBrackets }) => ({
    cause: `${host} hat selbst eine Störung${inBrackets}`,
    next: 'In ein paar Minuten erneut ausführen.',
  }),
  offline: () => ({
    cause: 'dieser Computer hat keine Netzwerkverbindung',
    next: 'Mit einem Netzwerk verbinden, dann erneut ausführen.',
  }),
  unexpected: ({ host, inBrackets }) => ({
    cause: `${host === '' ? 'es kam' : `von ${host} kam`} keine brauchbare Antwort${inBrackets}`,
    next: checkAddress,
  }),
};
