import { badInput } from './errors.ts';

export type Region = 'us' | 'eu';

/** Base addresses, without a slash at the end. */
export interface Hosts {
  /** REST: transcripts, files, LeMUR. */
  readonly api: string;
  /** LLM Gateway, with its version. */
  readonly llm: string;
  /** Streaming tokens and sessions. */
  readonly streaming: string;
}

export type HostName = keyof Hosts;

const hostsIn = (domain: string): Hosts => ({
  api: `https://api.${domain}`,
  llm: `https://llm-gateway.${domain}/v1`,
  streaming: `https://streaming.${domain}`,
});

/** Source: contract `rest.md` section 1; `llm-gateway.md` section 1; `streaming.md` section 2.1. */
export const REGIONS: Readonly<Record<Region, Hosts>> = {
  us: hostsIn('assemblyai.com'),
  eu: hostsIn('eu.assemblyai.com'),
};

export interface RegionOptions {
  /** Where the data stays. @default 'us' */
  readonly region?: Region | undefined;
  /** Other addresses than the region's, each on its own: a proxy, a gateway, a stand-in. */
  readonly hosts?: { readonly [K in HostName]?: string | undefined } | undefined;
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
export function hostsOf({ region = 'us', hosts = {} }: RegionOptions): Hosts {
  if (!Object.hasOwn(REGIONS, region)) {
    throw badInput('region', `region must be "us" or "eu", not "${String(region)}".`);
  }
  const host = (name: HostName): string => {
    const address = hosts[name] ?? REGIONS[region][name];
    if (/^https?:/.test(originOf(address) ?? '')) return address.replace(/\/+$/, '');
    const field = `hosts.${name}`;
    throw badInput(field, `${field} must be an http(s) address, such as https://api.assemblyai.com.`);
  };
  return { api: host('api'), llm: host('llm'), streaming: host('streaming') };
}

/** Whether the key may travel to `url`. */
export const isOwnHost = (hosts: Hosts, url: string): boolean =>
  Object.values(hosts).some((host: string) => originOf(host) === originOf(url));

/** Whether `url` is on one of the vendor's own REST hosts, whatever the client's region. */
export const isVendorApi = (url: string): boolean =>
  Object.values(REGIONS).some(({ api }) => originOf(api) === originOf(url));

export const originOf = (url: string): string | undefined => urlOf(url)?.origin;

/** The parts of an address; `undefined` for what is none. */
export const urlOf = (url: string, base?: string): URL | undefined =>
  URL.canParse(url, base) ? new URL(url, base) : undefined;
