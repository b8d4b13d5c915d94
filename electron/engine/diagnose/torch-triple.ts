import type { Finding } from '../../../shared/finding.ts';
import type { Machine } from '../../../shared/machine.ts';
import { dependenciesOf } from '../homes.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';
import { meetsDependency } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/** For these 2.x the table holds: 2.0 has pairs of its own (torchvision 0.15.2 is for 2.0.1), and torchaudio ends with 2.11. */
const newestMinor = 11;
const oldestMinor = 1;

/**
 * Packages that were built for another torch than the one that is installed, which fails as
 * `torchvision::nms does not exist`. What a package itself says of torch counts; only where it names
 * no version, and both are final releases, the table does. So nightlies and a vendor's own builds
 * (NVIDIA's 2.5.0a0 with 0.20.0a0) are left alone where they do not tell.
 */
export const torchTripleFindings = async ({
  inventory,
  choice,
  interpreter,
  machine,
}: Pick<DiagnoseContext, 'inventory' | 'choice' | 'interpreter' | 'machine'>): Promise<Finding[]> => {
  const layer = choice.layers.find(({ packages }) => packages.some(({ name }) => name === 'torch'));
  const torch = inventory.packages.find(({ name }) => name === 'torch')?.version;
  if (layer === undefined || torch === undefined) return [];
  return (['torchvision', 'torchaudio'] as const).flatMap((name): Finding[] => {
    const partner = inventory.packages.find((one) => one.name === name);
    if (partner === undefined || !layer.packages.some((one) => one.name === name)) return [];
    const release = releaseOf(partner.version);
    const named = namedTorch(partner, interpreter?.markers ?? null);
    const isRight = named.length > 0 && named.every((specifiers) => meetsDependency(torch, specifiers));
    const wanted = isRight ? release : byTable(name, torch, partner.version);
    const isSame = isSameBuild(partner.version, torch, machine);
    if (wanted === null || (release === wanted && isSame)) return [];
    const whole = isSame ? wanted : `${wanted}+${buildOf(torch)}`;
    return [
      { code: 'torch-mismatch', layer: layer.layer, package: name, version: partner.version, torch, wanted: whole },
    ];
  });
};

/** The exact versions of torch that a package asks for, such as `==2.0.1`; empty where it takes several. */
const namedTorch = (partner: InstalledPackage, markers: Parameters<typeof dependenciesOf>[1]): string[] =>
  dependenciesOf(partner, markers, new Set())
    .filter(({ name, specifiers }) => name === 'torch' && /^==[^*]*$/.test(specifiers))
    .map(({ specifiers }) => specifiers);

/**
 * torchvision that belongs to a torch: 0.15 more than its minor version, the same patch version
 * (pytorch.org, "previous versions"). torchaudio bears torch's own version. Null where it does not tell.
 */
const byTable = (name: 'torchvision' | 'torchaudio', torch: string, version: string): string | null => {
  const [, minor, patch] = /^2\.(\d+)\.(\d+)$/.exec(releaseOf(torch)) ?? [];
  if (minor === undefined || patch === undefined || !/^[\d.]+$/.test(releaseOf(version))) return null;
  if (Number(minor) > newestMinor || Number(minor) < oldestMinor) return null;
  return name === 'torchvision' ? `0.${Number(minor) + 15}.${patch}` : `2.${minor}.${patch}`;
};

/**
 * A build that only one of them names is no mismatch: the default index's wheels name none, and others
 * a commit. On Windows, though, one that names none beside a torch for a GPU is for the CPU, for that
 * is all that the default index has there.
 */
const isSameBuild = (version: string, torch: string, { platform }: Pick<Machine, 'platform'>): boolean => {
  const wanted = buildOf(torch);
  const own = buildOf(version) ?? (platform === 'win32' && !version.includes('+') ? 'cpu' : null);
  return own === null || wanted === null || own === wanted;
};

const releaseOf = (version: string): string => version.split('+')[0] ?? version;

const buildOf = (version: string): string | null => /\+(cpu|cu\d+|rocm[\d.]+|xpu)$/.exec(version)?.[1] ?? null;
