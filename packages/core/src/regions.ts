import { BadInputError } from './errors.ts';

export type Region = 'us' | 'eu';

/** Base addresses, without a slash at the end. */
export interface Hosts {
  /** REST: transcripts, files, LeMUR. */
  readonly api: string;
  /** LLM Gateway, with its version. */
  readonly llm: string;
  /** Streaming tokens and sessions; absent where the contract has none. */
  readonly streaming: string | undefined;
}

export type HostName = keyof Hosts;

/** Today's streaming host in the EU. The documentation that this suite implements has none. Source: `newer.md` 4. */
export const EU_STREAMING_HOST = 'https://streaming.eu.assemblyai.com';

/** Source: contract `rest.md` section 1; `llm-gateway.md` section 1; `streaming.md` section 2.1. */
export const REGIONS: Readonly<Record<Region, Hosts>> = {
  us: {
    api: 'https://api.assemblyai.com',
    llm: 'https://llm-gateway.assemblyai.com/v1',
    streaming: 'https://streaming.assemblyai.com',
  },
  eu: {
    api: 'https://api.eu.assemblyai.com',
    llm: 'https://llm-gateway.eu.assemblyai.com/v1',
    streaming: undefined,
  },
};

export interface RegionOptions {
  /** Where the data stays. @default 'us' */
  readonly region?: Region | undefined;
  /** Other addresses than the region's, each on its own: a proxy, a gateway, a stand-in. */
  readonly hosts?: { readonly [K in HostName]?: string | undefined } | undefined;
  /** Uses today's EU streaming host, which the documentation does not have. @default false */
  readonly euStreaming?: boolean | undefined;
}

/**
 * All of the API's hosts behind one address, such as a proxy; the LLM Gateway is at `/v1` there.
 *
 * @param address as a person typed it
 * @returns nothing for an empty address: the region's own hosts are used
 */
export function hostsBehind(address: string | undefined): RegionOptions['hosts'] {
  const base = address?.trim().replace(/\/+$/, '') ?? '';
  return base === '' ? undefined : { api: base, llm: `${base}/v1`, streaming: base };
}

/** @throws BadInputError for an unknown region, or an address that is not an http(s) URL. */
export function hostsOf({ region = 'us', hosts = {}, euStreaming = false }: RegionOptions): Hosts {
  if (!Object.hasOwn(REGIONS, region)) {
    throw new BadInputError(`Region must be "us" or "eu", not "${region as string}".`, { field: 'region' });
  }
  const regional = REGIONS[region];
  const addressOf = <A extends string | undefined>(name: HostName, otherwise: A): string | A => {
    const address = hosts[name] ?? otherwise;
    if (address === undefined || /^https?:/.test(URL.canParse(address) ? new URL(address).protocol : '')) {
      return address?.replace(/\/+$/, '') as A;
    }
    throw new BadInputError(`hosts.${name} must be an http(s) address.`, {
      field: `hosts.${name}`,
    });
  };
  return {
    api: addressOf('api', regional.api),
    llm: addressOf('llm', regional.llm),
    streaming: addressOf('streaming', regional.streaming ?? (euStreaming ? EU_STREAMING_HOST : undefined)),
  };
}

/** @throws BadInputError where the region has no such host. */
export function hostOf(hosts: Hosts, name: HostName): string {
  const host = hosts[name];
  if (host !== undefined) return host;
  throw new BadInputError('Streaming is documented for the US region only.', {
    field: 'region',
    hint: 'Set euStreaming: true, or hosts.streaming.',
  });
}

/** Whether the key may travel to `url`. */
export const isOwnHost = (hosts: Hosts, url: string): boolean => isOnOneOf(Object.values(hosts), url);

/** Whether `url` is on one of the vendor's own REST hosts, whatever the client's region. */
export const isVendorApi = (url: string): boolean => isOnOneOf([REGIONS.us.api, REGIONS.eu.api], url);

const isOnOneOf = (hosts: readonly (string | undefined)[], url: string): boolean => {
  const origin = originOf(url);
  return origin !== undefined && hosts.some((host) => host !== undefined && originOf(host) === origin);
};

export function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
