import { product } from '../../product.ts';
import type { holders as english } from '../en/holders.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

const ending =
  'Ein Programm, das beendet wird, wird zuerst gebeten, sich zu schließen; Ungespeichertes darin kann verloren gehen.';

export const holders: typeof english = {
  why: {
    'this-application': `${product.name} selbst`,
    'other-user': 'Programm eines anderen Benutzers',
    system: 'Teil des Systems',
    service: 'ein Dienst',
    security: 'ein Sicherheitsprogramm',
  },
  neverEnded: (why) => `${why}, wird von hier nie beendet`,
  startedByUs: `von ${product.name} gestartet`,
  inThisEnvironment: 'läuft in dieser Umgebung',
  process: (pid) => `Prozess ${pid}`,
  since: (when) => `seit ${when}`,
  named: (name, pid) => `${name} (Prozess ${pid})`,

  answers: {
    end: 'Programm beenden',
    'try-again': 'Erneut versuchen',
    'move-aside': 'Beiseitelegen und weiter',
    stop: 'Anhalten',
  },
  endSeveral: 'Programme beenden',
  question: {
    title: (count) =>
      plural(count, {
        one: `${count} Programm benutzt Dateien, die ersetzt werden müssen`,
        other: `${count} Programme benutzen Dateien, die ersetzt werden müssen`,
      }),
    sentence: `${ending} Werden seine Dateien stattdessen beiseitegelegt, läuft es bis zum nächsten Start mit den alten weiter.`,
  },
  questionOfPath: {
    title: (path, count) =>
      plural(count, {
        one: `${path} kann nicht verschoben werden, solange ein Programm es benutzt`,
        other: `${path} kann nicht verschoben werden, solange Programme es benutzen`,
      }),
    sentence: (count) =>
      `${ending} ${plural(count, { one: 'Oder es selbst schließen und erneut versuchen.', other: 'Oder sie selbst schließen und erneut versuchen.' })}`,
  },

  ended: {
    ended: 'wurde beendet',
    gone: 'hatte sich selbst beendet',
    protected: 'ist geschützt und wurde nicht beendet',
    refused: 'darf von diesem Benutzer nicht beendet werden',
    'still-running': 'hat sich nicht beendet',
  },
  endedLine: (holder, how) => `${holder} ${how}`,
  answered: (answer) => `Antwort: ${answer}`,
  endedByOption: 'Die eigenen Programme der Umgebung werden beendet, wie mit --end-holders erlaubt',
  movedAside: 'Die Dateien werden beiseitegelegt; ein Programm läuft bis zum nächsten Start mit den alten weiter',
  awaited: 'Warten, bis sie geschlossen sind',
};
