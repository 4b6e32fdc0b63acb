import { type HostName, REGIONS } from '@aai-connectors/core';

export interface Server {
  readonly url: string;
  readonly description: string;
}

const NAMES = { us: 'United States', eu: 'European Union' } as const;

/** The addresses of a host in every region that has it, without the path below which it serves the API. */
export const serversOf = (host: HostName): readonly Server[] =>
  (['us', 'eu'] as const).flatMap((region) => {
    const address = REGIONS[region][host];
    return address === undefined ? [] : [{ url: new URL(address).origin, description: NAMES[region] }];
  });
