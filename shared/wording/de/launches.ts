import { product } from '../../product.ts';
import type { launches as english } from '../en/launches.ts';

const repairCommand = (profile: string | null): string =>
  `${product.id} repair mit denselben Optionen${profile === null ? '' : ` und --profile ${profile}`} ausführen`;

export const launches: typeof english = {
  ready: {
    output: (after) => `Bereit nach ${after}`,
    port: (after) => `Bereit nach ${after}: der Port nimmt Verbindungen an`,
    url: (after) => `Bereit nach ${after}: die Adresse antwortet`,
    time: (after) => `Läuft seit ${after} und gilt als bereit`,
  },
  endedBy: (signal, time) => `Das Programm wurde nach ${time} durch ${signal} beendet`,
  stopped: (time) => `Das Programm wurde nach ${time} angehalten`,
  ended: (exitCode, time) => `Das Programm hat sich nach ${time} mit Code ${exitCode} beendet`,
  endedAfterReady: 'Das Programm war bereit und hat sich dann beendet',
  notLaunched: 'Das Programm konnte nicht gestartet werden',
  itSaid: (evidence) => `Seine Meldung: ${evidence}.`,
  needsRepairToo: 'Auch die Umgebung muss repariert werden.',
  environmentWhole: 'Die Umgebung ist so, wie das Manifest sie verlangt.',
  repair: (profile) => `${repairCommand(profile)}, dann erneut starten.`,
  repairBefore: (profile) => `Vorher ${repairCommand(profile)}, dann erneut starten.`,
};
