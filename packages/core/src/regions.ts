import { badInput } from './errors.ts';

export type Region = 'us' | 'eu';

/** Base URLs, without a trailing slash. */
export interface Hosts {
  /** REST: transcripts, files, LeMUR. */
  readonly api: string;
  /** LLM Gateway, including the version. */
  readonly llm: string;
  /** Streaming tokens and sessions. */
  readonly streaming: string;
  /** Sync transcription. Undefined in a region without it, as are `dictation` and `agents`. */
  readonly sync?: string | undefined;
  readonly dictation?: string | undefined;
  /** Text to speech. */
  readonly tts: string;
  /** Voice agents. */
  readonly agents?: string | undefined;
}

export type HostName = keyof Hosts;

/** Source: contract `rest.md` section 1; `llm-gateway.md` section 1; `newer.md` sections 4, 8 and 9. */
export const REGIONS: Readonly<Record<Region, Hosts>> = {
  us: {
    streaming: 'https://streaming.assemblyai.com',
    api: 'https://api.assemblyai.com',
    llm: 'https://llm-gateway.assemblyai.com/v1',
    sync: 'https://sync.assemblyai.com',
    dictation: 'https://dictation.assemblyai.com',
    tts: 'https://tts.us.assemblyai.com',
    agents: 'https://agents.assemblyai.com',
  },
  eu: {
    streaming: 'https://streaming.eu.assemblyai.com',
    api: 'https://api.eu.assemblyai.com',
    llm: 'https://llm-gateway.eu.assemblyai.com/v1',
    tts: 'https://tts.eu.assemblyai.com',
  },
};

export interface RegionOptions {
  /** Region that stores and processes the data. @default 'us' */
  readonly region?: Region | undefined;
  /** Overrides single hosts of the region, such as for a proxy, a gateway or a local test server. */
  readonly hosts?: { readonly [K in HostName]?: string | undefined } | undefined;
}

/**
 * All hosts of this client behind one address, such as a proxy. The LLM Gateway is at `/v1` there.
 *
 * @param address as the user entered it
 * @returns undefined for an empty address: the region's hosts are used
 */
export function hostsBehind(address: string | undefined): RegionOptions['hosts'] {
  const base = address?.trim().replace(/\/+$/, '') ?? '';
  return base === '' ? undefined : { api: base, llm: `${base}/v1`, streaming: base, sync: base };
}

/** @throws BadInputError for an unknown region, or for a host that is not an http(s) URL. */
export const hostsOf = (options: RegionOptions): Hosts => hostsFrom(REGIONS, options);

/** The same with the hosts of `regions`. Checks all hosts of `options`. */
export function hostsFrom<Known extends Partial<Hosts>>(
  regions: Readonly<Record<Region, Known>>,
  { region = 'us', hosts = {} }: RegionOptions,
): Known {
  if (!Object.hasOwn(regions, region)) {
    throw badInput('region', `region must be "us" or "eu", not "${String(region)}".`);
  }
  const all: { [K in HostName]?: string | undefined } = { ...regions[region], ...hosts };
  for (const [name, address] of Object.entries(all)) {
    const field = `hosts.${name}`;
    if (address !== undefined && !/^https?:/.test(originOf(address) ?? '')) {
      throw badInput(field, `${field} must be an http(s) URL, such as https://api.assemblyai.com.`);
    }
    all[name as HostName] = (address ?? regions[region][name as HostName])?.replace(/\/+$/, '');
  }
  return all as Known;
}

/** @throws BadInputError if the region has no such host. */
export function hostOf(hosts: Hosts, name: HostName): string {
  const host = hosts[name];
  if (host !== undefined) return host;
  throw badInput('region', `The region has no host for ${name}.`, `Set hosts.${name}.`);
}

/** Whether the API key may be sent to `url`. */
export const isOwnHost = (hosts: Hosts, url: string): boolean =>
  Object.values(hosts).some((host: string | undefined) => host !== undefined && originOf(host) === originOf(url));

/** Whether `url` is on one of AssemblyAI's REST hosts, in any region. */
export const isVendorApi = (url: string): boolean =>
  /^https:\/\/api\.(eu\.)?assemblyai\.com$/.test(originOf(url) ?? '');

export const originOf = (url: string): string | undefined => urlOf(url)?.origin;

/** The parsed URL; `undefined` if it is not a valid URL. */
export const urlOf = (url: string, base?: string): URL | undefined =>
  URL.canParse(url, base) ? new URL(url, base) : undefined;
