import { isRecord } from '@aai-connectors/core/node';

/** A message of Genesys Cloud, version 2 of the protocol. */
export interface ClientMessage {
  readonly id: string;
  readonly type: string;
  /** Counts from 1. */
  readonly seq: number;
  /** The last message of the server that was read. */
  readonly serverseq: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A kind of audio that Genesys Cloud offers, or that was chosen. */
export interface Media {
  readonly type: 'audio';
  readonly format: 'PCMU';
  /** `external` is the customer, `internal` the agent. */
  readonly channels: readonly string[];
  readonly rate: 8000;
}

export interface OpenParameters {
  readonly organizationId: string;
  readonly conversationId: string;
  readonly participantId: string;
  /** The offered entries that can be transcribed, most channels first. */
  readonly media: readonly Media[];
  /** BCP 47, such as `en-US`. */
  readonly language: string | undefined;
}

/** Size of a text message, bytes. */
export const MOST_TEXT_BYTES = 65_535;

/** @returns `undefined` for anything that is no message of this protocol */
export function readMessage(text: string): ClientMessage | undefined {
  const message = parsed(text);
  if (message === undefined || message['version'] !== '2') return undefined;
  const { id, type, seq, serverseq, parameters } = message;
  if (typeof id !== 'string' || typeof type !== 'string' || !isRecord(parameters)) return undefined;
  if (!isCount(seq) || !isCount(serverseq)) return undefined;
  return { id, type, seq, serverseq, parameters };
}

/** @returns `undefined` if a required parameter is missing */
export function readOpen(parameters: Readonly<Record<string, unknown>>): OpenParameters | undefined {
  const { organizationId, conversationId, participant, media, language } = parameters;
  const participantId = isRecord(participant) ? participant['id'] : undefined;
  if (typeof organizationId !== 'string' || typeof conversationId !== 'string') return undefined;
  if (typeof participantId !== 'string' || !Array.isArray(media)) return undefined;
  const known = media.filter(isMedia).toSorted((one, other) => other.channels.length - one.channels.length);
  return {
    ...{ organizationId, conversationId, participantId, media: known },
    language: typeof language === 'string' ? language : undefined,
  };
}

/** The part of the call that was left out, ms. `undefined` if it cannot be read. */
export function readDiscarded(parameters: Readonly<Record<string, unknown>>): { readonly endMs: number } | undefined {
  const [start, discarded] = [readDuration(parameters['start']), readDuration(parameters['discarded'])];
  return start === undefined || discarded === undefined ? undefined : { endMs: start + discarded };
}

/** Milliseconds of an ISO 8601 duration of hours, minutes and seconds, such as `PT1M1.5S`. */
export function readDuration(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const parts = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(value);
  if (parts === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

const CHANNELS = ['external', 'internal'];

function isMedia(value: unknown): value is Media {
  if (!isRecord(value)) return false;
  const { type, format, channels, rate } = value;
  return (
    type === 'audio' &&
    format === 'PCMU' &&
    rate === 8000 &&
    Array.isArray(channels) &&
    channels.length > 0 &&
    new Set(channels).size === channels.length &&
    channels.every((name) => CHANNELS.includes(String(name)))
  );
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return isRecord(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
