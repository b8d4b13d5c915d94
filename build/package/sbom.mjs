// @ts-check
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';

/**
 * The bill of materials of an application (CycloneDX 1.6, JSON): what is really in it, not what its
 * sources are developed with. The same parts give the same text.
 * @param {{ identity: import('./vendor.mjs').Identity, electron: string, parts: readonly import('./notices.mjs').Part[] }} of
 */
export const sbomText = ({ identity, electron, parts }) => {
  const application = new Models.Component(Enums.ComponentType.Application, identity.name, {
    bomRef: identity.id,
    version: identity.version,
  });
  const components = [
    component(
      { name: 'electron', version: electron, license: 'MIT', purl: `pkg:npm/electron@${electron}` },
      Enums.ComponentType.Framework,
    ),
    ...parts.map((part) =>
      component(part, part.name === 'uv' ? Enums.ComponentType.Application : Enums.ComponentType.Library),
    ),
  ];
  for (const { bomRef } of components) application.dependencies.add(bomRef);
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: application }) });
  for (const one of components) bom.components.add(one);
  return `${new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6)).serialize(bom, { sortLists: true, space: 2 })}\n`;
};

/** @param {Pick<import('./notices.mjs').Part, 'name' | 'version' | 'license' | 'purl'>} part @param {Enums.ComponentType} type */
const component = ({ name, version, license, purl }, type) =>
  new Models.Component(type, name, {
    bomRef: purl,
    version,
    purl,
    licenses: new Models.LicenseRepository([
      / (?:OR|AND) /.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license),
    ]),
  });
