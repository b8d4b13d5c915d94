import type { findings as english, findingParts as englishParts } from '../en/findings.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

/** 1 Datei fehlt, 3 Dateien fehlen: a subject with its verb. */
const files = (count: number, one: string, other: string): string =>
  plural(count, { one: `${count} Datei ${one}`, other: `${count} Dateien ${other}` });

/** Of what may be a folder as well. */
const entries = (count: number, one: string, other: string): string =>
  plural(count, { one: `${count} Datei oder Ordner ${one}`, other: `${count} Dateien oder Ordner ${other}` });

export const findings: typeof english = {
  'environment-absent': (path) => `In ${path} gibt es noch keine Umgebung.`,
  'unfinished-run': (at) => `Ein früherer Lauf (${at}) wurde unterbrochen, bevor er fertig war.`,
  'interpreter-missing': (path) => `Das Python der Umgebung fehlt (${path}).`,
  'interpreter-dangling': (target) =>
    `Das Python der Umgebung verweist auf ${target}, das nicht mehr da ist: Es wurde verschoben, aktualisiert oder entfernt.`,
  'configuration-missing': (path) =>
    `Der Umgebung in ${path} fehlt die Datei pyvenv.cfg, oder diese Datei ist beschädigt.`,
  'interpreter-broken': (path, detail) =>
    detail === null
      ? `Das Python der Umgebung startet nicht (${path}).`
      : `Das Python der Umgebung ist nicht verwendbar (${path}): ${detail}.`,
  'interpreter-outside-range': (version, wanted) => `Die Umgebung hat Python ${version}, nötig ist ${wanted}.`,
  'disk-low': (path, free, wanted) =>
    `Auf dem Datenträger mit ${path} sind nur ${free} frei; mindestens ${wanted} freimachen.`,
  leftover: (name, folder, only) =>
    only
      ? `Eine abgebrochene Installation hat von ${name} nur Bruchstücke im Ordner ${folder} hinterlassen.`
      : `Eine abgebrochene Deinstallation von ${name} hat den Ordner ${folder} hinterlassen.`,
  'files-missing': (name, count, examples) => `${name}: ${files(count, 'fehlt', 'fehlen')} (${examples}).`,
  'files-truncated': (name, count, examples) =>
    `${name}: ${files(count, 'hat', 'haben')} nicht die richtige Größe (${examples}).`,
  'files-altered': (name, count, examples) =>
    `${name}: ${files(count, 'ist', 'sind')} beschädigt oder verändert (${examples}).`,
  'files-customized': (name, count, examples) =>
    `${name}: ${files(count, 'wurde', 'wurden')} nach der Installation geändert, wie es bei Einstellungen sein darf (${examples}).`,
  'files-linked': (name, count, examples) =>
    `${name}: ${files(count, 'verweist aus der Umgebung hinaus und wurde', 'verweisen aus der Umgebung hinaus und wurden')} nicht geprüft (${examples}).`,
  'foreign-abi': (name, count, examples) =>
    `${name}: ${files(count, 'ist', 'sind')} für ein anderes Python oder System gemacht (${examples}).`,
  'metadata-missing': (name, folder) => `Die Beschreibung von ${name} fehlt (${folder}/METADATA).`,
  'metadata-empty': (name, folder) => `Die Beschreibung von ${name} ist leer oder unlesbar (${folder}/METADATA).`,
  'record-missing': (name, folder) => `Die Dateiliste von ${name} fehlt (${folder}/RECORD).`,
  'record-empty': (name, folder) =>
    `Die Dateiliste von ${name} ist leer, unvollständig oder unlesbar (${folder}/RECORD).`,
  'record-unsafe': (name, count, example) =>
    `Die Dateiliste von ${name} nennt ${plural(count, {
      one: `${count} Ort außerhalb der Umgebung, der nie angerührt wird`,
      other: `${count} Orte außerhalb der Umgebung, die nie angerührt werden`,
    })} (${example}).`,
  'dist-info-duplicated': (name, times, versions) => `${name} ist ${times}-mal eingetragen (${versions}).`,
  'package-gone': (name, version) => `${name} ${version} ist eingetragen, aber keine seiner Dateien ist da.`,
  'dist-info-missing': (name, folder) => `${name} ist da, aber nicht als installiert eingetragen (${folder}).`,
  'files-protected': (name, count, hinders, examples) =>
    `${name}: ${entries(count, 'ist', 'sind')} für den Besitzer der Umgebung ${hinders ? 'gesperrt' : 'schreibgeschützt'} (${examples}).`,
  'wrong-owner': (name, count, examples) =>
    `${name}: ${entries(count, 'gehört', 'gehören')} einem anderen Benutzer (${examples}).`,
  'unwanted-package': (named) => `${named} ist installiert, stört aber diese Umgebung.`,
  'requirement-missing': (requirement) => `${requirement} ist nicht installiert.`,
  'version-outside': (named, requirement) => `${named} ist installiert, nötig ist ${requirement}.`,
  'dependency-missing': (by, requirement) => `${by} braucht ${requirement}; das ist nicht installiert.`,
  'dependency-conflict': (by, requirement, named) => `${by} braucht ${requirement}, installiert ist ${named}.`,
  'wrong-build': (name, build, wanted, asked) =>
    asked
      ? `${name} ist ein ${build}-Build, verlangt wurde der für ${wanted}.`
      : `${name} ist ein ${build}-Build, dieser Computer braucht den für ${wanted}.`,
  'torch-mismatch': (named, torch, wanted) => `${named} gehört nicht zu torch ${torch}, das ${wanted} braucht.`,
  'import-broken': (module, error) => `${module} ist installiert, funktioniert aber nicht (${error}).`,
  'numpy-torn': (module) =>
    `${module} funktioniert nicht, weil Dateien von NumPy fehlen oder nicht zu diesem Python passen.`,
  'library-missing': (module, library) =>
    library === null
      ? `${module} funktioniert nicht, weil sich eine nötige Bibliothek nicht laden lässt.`
      : `${module} funktioniert nicht, weil sich die nötige Bibliothek ${library} nicht laden lässt.`,
  'abi-mix': (name, numpy) =>
    `${name} wurde für ein anderes NumPy gebaut als ${numpy === null ? 'das installierte' : `das installierte ${numpy}`}.`,
  'module-shadowed': (path, module, renamed, where) => {
    if (where === 'inside')
      return `${path} wird statt des Pakets ${module} gefunden; eine Reparatur benennt es in ${renamed} um.`;
    if (where === 'root')
      return `${path} wird von Programmen, die in diesem Ordner starten, statt des Pakets ${module} gefunden; bitte umbenennen.`;
    return `${path} kann statt des Pakets ${module} gefunden werden; umbenennen oder den Ordner aus PYTHONPATH nehmen.`;
  },
  'accelerator-unproven': (detail, next) => `${detail}. ${next}`,
  'check-failed': (detail) => `${detail}.`,
};

export const findingParts: typeof englishParts = {
  andMore: (examples, more) => `${examples} und ${more} weitere`,
  compared: (path, found, expected) => `${path}: ${found} statt ${expected}`,
  notNeeded: (by) => `Die Umgebung selbst braucht ${by} nicht; nach Belieben installieren oder entfernen.`,
  runtimeHint: 'Hilft eine Reparatur nicht, die Visual-C++-Laufzeit von Microsoft installieren.',
};
