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
  /** Values in the address that must not appear in errors and logs. */
  readonly secrets: readonly string[];
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
  const address = addressOf(host, source, String(read('address', '')).trim());
  const line = source === 'calls' ? String(read('line', '')).trim() : '';
  const also = read('alsoEmit', ['gap', 'end']) as readonly ItemKind[];
  return {
    source,
    address: line === '' ? address : withLine(host, address, line),
    secrets: secretsIn(address),
    tracks: read('tracks', 'inbound') === 'both' ? undefined : ['inbound'],
    params: params as StreamingParams,
    emits: new Set<ItemKind>(['turn', ...also]),
    idleTimeoutMs: idleTimeoutOf(host, Number(read(`${OPTIONS}.idleTimeout`, 60))),
    restart: read(`${OPTIONS}.restart`, false) === true,
  };
}

function idleTimeoutOf(host: ITriggerFunctions, seconds: number): number {
  if (seconds >= 1) return seconds * 1000;
  throw new NodeOperationError(host.getNode(), 'Idle Timeout is not valid', {
    description: 'It must be at least 1 second.',
  });
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
  throw new NodeOperationError(host.getNode(), 'Address is not valid', {
    description:
      source === 'http'
        ? 'It must start with https:// or http://.'
        : 'It must start with wss:// or ws://, such as ws://127.0.0.1:8766/calls.',
  });
}

/** The name of a line, as a call bridge accepts it. */
const LINE = /^[\w-]{1,64}$/;

function withLine(host: ITriggerFunctions, address: string, line: string): string {
  if (!LINE.test(line)) {
    throw new NodeOperationError(host.getNode(), 'Line is not valid', {
      description:
        'It must have 1 to 64 letters, digits, hyphens, and underscores, such as the support in /twilio/support.',
    });
  }
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${line}`;
  return url.href;
}

/** Shorter texts may be part of any text. */
const LEAST_SECRET = 8;

function secretsIn(address: string): readonly string[] {
  const { password, searchParams } = new URL(address);
  return [decodeURIComponent(password), password, ...searchParams.values()].filter(
    ({ length }) => length >= LEAST_SECRET,
  );
}
