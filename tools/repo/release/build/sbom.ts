import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import type { Licensed } from '@aai-connectors/host-zapier/licenses';
import type { Artifact } from './artifact.ts';

const SPEC = Spec.Spec1dot6;

const purlOf = ({ name, version }: Pick<Licensed, 'name' | 'version'>): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

/**
 * The software bill of materials of an artifact in CycloneDX 1.6. It has no date and no serial number, because two builds
 * must give the same bytes.
 */
export function sbomOf({ name, version, packages, delivers }: Artifact): string {
  const bom = new Models.Bom();
  const own = componentOf({ name, version, license: 'MIT', text: '' });
  bom.metadata.component = own;
  bom.metadata.properties.add(new Models.Property('aai-connectors:packages', delivers));
  for (const one of packages) {
    const component = componentOf(one);
    bom.components.add(component);
    own.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(SPEC));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ name, version, license }: Licensed): Models.Component {
  const purl = purlOf({ name, version });
  const [, group, rest] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const component = new Models.Component(Enums.ComponentType.Library, rest ?? name, {
    ...(group !== undefined && { group }),
    version,
    purl,
    bomRef: purl,
    scope: Enums.ComponentScope.Required,
  });
  component.licenses.add(licenseIn(license));
  return component;
}

/** An SPDX identifier, an expression of several, or words of the package's own. */
function licenseIn(license: string): Models.License {
  if (/ (?:OR|AND|WITH) /.test(license)) return new Models.LicenseExpression(license);
  return /^[\w.+-]+$/.test(license) ? new Models.SpdxLicense(license) : new Models.NamedLicense(license);
}

/** What the strict schema of CycloneDX refuses; nothing if the text is valid. */
export async function sbomFindings(text: string): Promise<readonly string[]> {
  const refused = await new Validation.JsonStrictValidator(SPEC.version).validate(text);
  return refused === null ? [] : [JSON.stringify(refused)];
}

/** Names, versions and licenses of everything that comes with an artifact, as one text. */
export function noticesOf({ file, packages, delivers }: Artifact): string {
  const comes = delivers === 'inside' ? 'contains code of' : 'installs';
  const head = `${file} ${comes} ${packages.length} other ${packages.length === 1 ? 'package' : 'packages'}.`;
  const parts = packages.map(
    ({ name, version, license, text }) => `${'-'.repeat(80)}\n${name} ${version}\nLicense: ${license}\n\n${text}\n`,
  );
  return [`${head}\n`, ...parts].join('\n');
}
