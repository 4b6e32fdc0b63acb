import type { Licensed } from '@aai-connectors/host-zapier/licenses';

/** Where an artifact goes. */
export type Channel = 'npm' | 'zapier' | 'activepieces' | 'activepieces-upstream';

/** A file that people get from a release. */
export interface Artifact {
  /** Name of the file in the folder of the release. */
  readonly file: string;
  readonly channel: Channel;
  /** The package, as npm names it. */
  readonly name: string;
  readonly version: string;
  /** How the packages below come with it: `inside` the file, or `installed` beside it. */
  readonly delivers: 'inside' | 'installed';
  /** Packages of which it contains code, or which it installs. */
  readonly packages: readonly Licensed[];
}

/** What a release is, as its folder says it in `release.json`. */
export interface Manifest {
  readonly version: string;
  readonly artifacts: readonly (Omit<Artifact, 'packages'> & {
    readonly bytes: number;
    readonly sha256: string;
    readonly sbom: string;
    readonly notices: string;
    /** Number of packages in the SBOM. */
    readonly components: number;
  })[];
}
