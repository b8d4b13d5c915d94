import type { LaunchCause } from '../../../shared/launch-cause.ts';
import { innermostPackage, ownerOf } from '../diagnose/import-cause.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';
import { normalizeName } from '../requirement.ts';

/** Import names that are not their package's, of what such programs use most. Source: the packages' own pages. */
const wellKnown: Readonly<Record<string, string>> = {
  PIL: 'pillow',
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python',
  dateutil: 'python-dateutil',
  dotenv: 'python-dotenv',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  yaml: 'pyyaml',
};

interface Known {
  packages: readonly InstalledPackage[];
  /** Normalised names of what the manifest asks for, and of what the installed packages need. */
  required: ReadonlySet<string>;
  lines: readonly string[];
}

/** Normalised name of the package that a cause is about; null where it cannot be told. */
export const packageOf = ({ kind, subject }: Pick<LaunchCause, 'kind' | 'subject'>, known: Known): string | null => {
  const { packages, lines } = known;
  switch (kind) {
    case 'module-missing':
    case 'name-missing':
      return subject === null ? null : packageOfModule(subject, known);
    case 'metadata-missing':
    case 'version-conflict':
      return subject === null ? null : normalizeName(subject);
    case 'numpy-torn':
      return 'numpy';
    case 'crashed':
      // faulthandler writes the innermost call first.
      return innermostPackage(lines.toReversed(), packages);
    case 'abi-mix':
    case 'library-missing':
    case 'torch-mismatch':
    case 'file-damaged':
      return innermostPackage(lines, packages) ?? (/_multiarray_umath/.test(subject ?? '') ? 'numpy' : null);
    default:
      return null;
  }
};

const packageOfModule = (module: string, { packages, required }: Known): string | null => {
  const top = module.split('.')[0] ?? module;
  const name = normalizeName(top);
  const isName = required.has(name) || packages.some((one) => one.name === name);
  return ownerOf(module, packages) ?? wellKnown[top] ?? (isName ? name : null);
};
