import { createClient } from '@aai-connectors/core/node';
import { REGIONS } from '@aai-connectors/core/rest';
import type { StandIn } from '@aai-connectors/stand-in';
import type { KeyRequest, ServiceInfo } from '../shared/protocol.ts';

export type GalleryClient = ReturnType<typeof createClient>;

/** What transcribes for the page. */
export interface Service {
  readonly info: ServiceInfo;
  readonly client: GalleryClient;
  /** Fixed interval between checks of a job, ms. Absent for the client's own intervals. */
  readonly intervalMs?: number | undefined;
}

/** A stand-in finishes at once, and its checks cost nothing. */
const STAND_IN_INTERVAL_MS = 200;

export const standInService = ({ keys, hosts, url }: StandIn): Service => ({
  info: { kind: 'stand-in', region: 'us', streamingUrl: hosts.streaming ?? url },
  client: createClient({ apiKey: keys[0], hosts }),
  intervalMs: STAND_IN_INTERVAL_MS,
});

/** AssemblyAI, with a key of the user. @throws BadInputError for a key that cannot be one */
export const assemblyAiService = ({ apiKey, region }: KeyRequest): Service => ({
  info: { kind: 'assemblyai', region, streamingUrl: REGIONS[region].streaming },
  client: createClient({ apiKey, region }),
});

/** Holds the service that is in use. A key exists in the memory of this process only, until it is removed. */
export interface ServiceDesk {
  current(): Service;
  /** Uses a key, if the service accepts it. @throws AuthenticationError and other errors of the check */
  connect(request: KeyRequest): Promise<Service>;
  /** Forgets the key. */
  disconnect(): Service;
}

/** Time for the check of a key, ms. */
const CHECK_MS = 10_000;

export function createServiceDesk(
  standIn: Service,
  open: (request: KeyRequest) => Service = assemblyAiService,
): ServiceDesk {
  let current = standIn;
  return {
    current: () => current,
    async connect(request) {
      const service = open(request);
      await service.client.transcripts.list({ limit: 1 }, { attempts: 1, timeoutMs: CHECK_MS });
      current = service;
      return service;
    },
    disconnect() {
      current = standIn;
      return current;
    },
  };
}
