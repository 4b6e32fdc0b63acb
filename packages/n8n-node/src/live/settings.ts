import { type ITriggerFunctions, NodeOperationError } from 'n8n-workflow';
import { plainAnswersOf } from '../answers.ts';
import {
  PHONE_AUDIO,
  readStreamingParams,
  type Region,
  selfDescribingEncodings,
  type StreamingParams,
} from '../core.ts';
import { OPTIONS } from '../view.ts';
import { liveFields, type SourceKind } from './form.ts';
import type { ItemKind } from './items.ts';

/** The form of a trigger, read and checked. */
export interface LiveSettings {
  readonly source: SourceKind;
  readonly address: string;
  /** Tracks of a call; all if absent. */
  readonly tracks: readonly string[] | undefined;
  readonly params: StreamingParams;
  readonly emits: ReadonlySet<ItemKind>;
  readonly idleTimeoutMs: number;
  readonly restart: boolean;
}

/** @throws NodeOperationError for an unusable address; BadInputError for invalid parameters */
export function settingsOf(host: ITriggerFunctions, region: Region): LiveSettings {
  const read = (name: string, otherwise: unknown): unknown => host.getNodeParameter(name, otherwise);
  const source = read('audioSource', 'calls') as SourceKind;
  const answers = plainAnswersOf(liveFields, (name) => read(name, null));
  const params = readStreamingParams({ ...answers, ...formatOf(source, answers) }, { region, manner: 'form' });
  const also = read('alsoEmit', ['gap', 'end']) as readonly ItemKind[];
  return {
    source,
    address: addressOf(host, source, String(read('address', '')).trim()),
    tracks: read('tracks', 'inbound') === 'both' ? undefined : ['inbound'],
    params: params as StreamingParams,
    emits: new Set<ItemKind>(['turn', ...also]),
    idleTimeoutMs: Number(read(`${OPTIONS}.idleTimeout`, 60)) * 1000,
    restart: read(`${OPTIONS}.restart`, false) === true,
  };
}

/** What the form does not say, or should not. */
function formatOf(
  source: SourceKind,
  { encoding }: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (source === 'calls') return PHONE_AUDIO;
  const hasOwnRate = selfDescribingEncodings.some((known) => known === encoding);
  return hasOwnRate ? { sample_rate: undefined } : {};
}

function addressOf(host: ITriggerFunctions, source: SourceKind, given: string): string {
  const wanted = source === 'http' ? /^https?:$/ : /^wss?:$/;
  // A bridge and its listener often share an address that begins with http.
  const address = source === 'http' ? given : given.replace(/^http/i, 'ws');
  if (URL.canParse(address) && wanted.test(new URL(address).protocol)) return address;
  throw new NodeOperationError(host.getNode(), 'The address cannot be opened.', {
    description: `Address must start with ${source === 'http' ? 'https://' : 'wss:// or ws://'}.`,
  });
}
