import type { plans as english } from '../en/plans.ts';

export const plans: typeof english = {
  rungs: {
    leftovers: 'nur, was übrig geblieben ist',
    interpreter: 'nur das Python der Umgebung',
    package: 'nur die betroffenen Pakete',
    layer: 'ganze Schichten',
    cache: 'ganze Schichten, neu geladen',
    environment: 'eine neue Umgebung',
    python: 'eine neue Umgebung mit einem anderen Python',
  },
  asAsked: (rung) => `Wie verlangt: ${rung}.`,
  further: (rung) => `Weniger hat zuvor nicht geholfen, deshalb diesmal: ${rung}.`,
  least: (rung) => `Das Geringste, das helfen kann: ${rung}.`,
  nothingHelped: 'Nichts von dem, was möglich war, hat geholfen.',
  unpublished: 'Kein Index hat es; es muss von dort neu installiert werden, woher es kam.',
  movesAside: (amount) => `${amount} werden beiseitegelegt, bis das Neue geprüft ist`,
  downloadUnknown: 'Downloadgröße unbekannt',
  downloadsNothing: 'kein Download, alles ist schon hier',
  downloads: (amount) => `${amount} werden geladen`,
  both: (download, aside) => `${download}; ${aside}`,
  inAll: (size) => `Insgesamt: ${size}.`,
};
