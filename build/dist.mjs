// @ts-check
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { bundleUv, isUvTarget } from './bundled-uv.mjs';
import { configurationOf, electronToPackage } from './package/configuration.mjs';
import { explainBuilder } from './package/explain-builder.mjs';
import { fetchNativeCode } from './package/native-code.mjs';
import { uvPart } from './package/notices.mjs';
import { sbomText } from './package/sbom.mjs';
import { signing } from './package/signing.mjs';
import { stage } from './package/stage.mjs';
import { parseWanted } from './package/targets.mjs';
import { ownIdentity, readVendor } from './package/vendor.mjs';
import { SetupProblem } from './setup/problem.mjs';

/**
 * `npm run dist -- --win|--linux|--mac`: the packaged application with installers, in release/ (a
 * vendor's in release/ID/), and its bill of materials. Fetches what it needs and names what it
 * cannot get. Exits with 1 and sentences for a person where it cannot be built.
 */
const root = path.resolve(import.meta.dirname, '..');

const main = async () => {
  const wanted = parseWanted(process.argv.slice(2));
  const own = await ownIdentity(root);
  const identity = wanted.vendor === null ? own : await readVendor(path.resolve(wanted.vendor), own.version);
  const electron = electronToPackage(root);
  const output = path.resolve(wanted.out ?? path.join(root, 'release', wanted.vendor === null ? '' : identity.id));
  const targets = wanted.systems.map((system) => ({
    system,
    // One application for both of Apple's processors, where installers are made.
    universal: system === 'mac' && !wanted.unpacked,
  }));
  let uvFolder = '';
  for (const { system, universal } of targets)
    for (const processor of universal ? ['x64', 'arm64'] : wanted.processors) {
      const name = `${system}-${processor}`;
      if (isUvTarget(name)) uvFolder = await bundleUv(name);
    }
  if (wanted.systems.includes('win')) for (const processor of wanted.processors) await fetchNativeCode(root, processor);
  await mkdir(path.join(root, '.cache'), { recursive: true });
  const staged = await mkdtemp(path.join(root, '.cache', 'package-'));
  try {
    const parts = await stage({ root, folder: staged, identity, uv: await uvPart(uvFolder), systems: wanted.systems });
    const config = configurationOf({ root, staged, output, identity, electron });
    for (const line of signing(wanted.systems, process.env)) process.stderr.write(`${line}\n`);
    await buildAll(config, targets, wanted);
    const sbom = path.join(output, `${identity.id}-${identity.version}.cdx.json`);
    await writeFile(sbom, sbomText({ identity, electron: electron.version, parts }));
    process.stderr.write(`Built ${identity.name} ${identity.version} in ${output}\n`);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
};

/**
 * @param {import('electron-builder').Configuration} config
 * @param {{ system: import('./package/targets.mjs').System, universal: boolean }[]} targets
 * @param {import('./package/targets.mjs').Wanted} wanted
 */
const buildAll = async (config, targets, wanted) => {
  const platforms = { win: Platform.WINDOWS, linux: Platform.LINUX, mac: Platform.MAC };
  for (const { system, universal } of targets) {
    const archs = universal ? [Arch.universal] : wanted.processors.map((processor) => Arch[processor]);
    try {
      await build({
        projectDir: root,
        config,
        targets: platforms[system].createTarget(wanted.unpacked ? ['dir'] : null, ...archs),
        publish: 'never',
      });
    } catch (error) {
      throw new SetupProblem(explainBuilder(error instanceof Error ? error.message : String(error)));
    }
  }
};

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  // At once: what electron-builder still has open would otherwise end the process later, with 0.
  process.stderr.write(`${error.message}\n`, () => process.exit(1));
}
