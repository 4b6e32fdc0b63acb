import { BadInputError } from './errors.ts';

export type Region = 'us' | 'eu';

/** Base addresses, without a slash at the end. */
export interface Hosts {
  /** REST: transcripts, files, LeMUR. */
  readonly api: string;
  /** LLM Gateway, with its version. */
  readonly llm: string;
  /** Streaming tokens and sessions. */
  readonly streaming: string;
  /** Sync transcription. Undefined in a region without it, as are those below. */
  readonly sync: string | undefined;
  readonly dictation: string | undefined;
  /** Text to speech. */
  readonly tts: string;
  /** Voice agents. */
  readonly agents: string | undefined;
}

export type HostName = keyof Hosts;

/** Source: contract `rest.md` section 1; `llm-gateway.md` section 1; `newer.md` sections 4, 8 and 9. */
export const REGIONS: Readonly<Record<Region, Hosts>> = {
  us: {
    api: 'https://api.assemblyai.com',
    llm: 'https://llm-gateway.assemblyai.com/v1',
    streaming: 'https://streaming.assemblyai.com',
    sync: 'https://sync.assemblyai.com',
    dictation: 'https://dictation.assemblyai.com',
    tts: 'https://tts.us.assemblyai.com',
    agents: 'https://agents.assemblyai.com',
  },
  eu: {
    api: 'https://api.eu.assemblyai.com',
    llm: 'https://llm-gateway.eu.assemblyai.com/v1',
    streaming: 'https://streaming.eu.assemblyai.com',
    sync: undefined,
    dictation: undefined,
    tts: 'https://tts.eu.assemblyai.com',
    agents: undefined,
  },
};

export interface RegionOptions {
  /** Where the data stays. @default 'us' */
  readonly region?: Region | undefined;
  /** Other addresses than the region's, each on its own: a proxy, a gateway, a stand-in. */
  readonly hosts?: { readonly [K in HostName]?: string | undefined } | undefined;
}

/**
 * The hosts of this client's operations behind one address, such as a proxy; the LLM Gateway is at `/v1` there.
 *
 * @param address as a person typed it
 * @returns nothing for an empty address: the region's own hosts are used
 */
export function hostsBehind(address: string | undefined): RegionOptions['hosts'] {
  const base = address?.trim().replace(/\/+$/, '') ?? '';
  return base === '' ? undefined : { api: base, llm: `${base}/v1`, streaming: base, sync: base };
}

/** @throws BadInputError for an unknown region, or an address that is not an http(s) URL. */
export function hostsOf({ region = 'us', hosts = {} }: RegionOptions): Hosts {
  if (!Object.hasOwn(REGIONS, region)) {
    throw new BadInputError(`Region must be "us" or "eu", not "${String(region)}".`, { field: 'region' });
  }
  const all: Record<HostName, string | undefined> = { ...REGIONS[region] };
  for (const name of Object.keys(all) as HostName[]) all[name] = addressOf(hosts[name] ?? all[name], `hosts.${name}`);
  return all as Hosts;
}

/** @throws BadInputError where the region has no such host. */
export function hostOf(hosts: Hosts, name: HostName): string {
  const host = hosts[name];
  if (host !== undefined) return host;
  throw new BadInputError(`The region has no host for ${name}.`, { field: 'region', hint: `Set hosts.${name}.` });
}

/** Whether the key may travel to `url`. */
export function isOwnHost(hosts: Hosts, url: string): boolean {
  const origin = originOf(url);
  return origin !== undefined && Object.values(hosts).some((host) => host !== undefined && originOf(host) === origin);
}

/** Whether `url` is on one of the vendor's own REST hosts, whatever the client's region. */
export function isVendorApi(url: string): boolean {
  const origin = originOf(url);
  return Object.values(REGIONS).some((region) => originOf(region.api) === origin);
}

export function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

function addressOf<A extends string | undefined>(address: A, field: string): A | string {
  if (address === undefined) return address;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new BadInputError(`${field} must be a full http(s) address, such as https://api.assemblyai.com.`, { field });
  }
  return address.replace(/\/+$/, '');
}
