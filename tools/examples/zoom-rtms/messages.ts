import { isRecord } from '@aai-connectors/core/node';

/** Types of messages, by Zoom's data types. Source: https://developers.zoom.us/docs/rtms/data-types/ */
export const TYPE = {
  signalingHandshake: 1,
  signalingResponse: 2,
  mediaHandshake: 3,
  mediaResponse: 4,
  subscription: 5,
  event: 6,
  clientReady: 7,
  streamState: 8,
  sessionState: 9,
  keepAlive: 12,
  keepAliveResponse: 13,
  audio: 14,
} as const;

export const STREAM_STATE = { interrupted: 2, terminating: 3, terminated: 4 } as const;
export const SESSION_STATE = { stopped: 5 } as const;
/** The consent was revoked. Zoom requires that all data of the meeting is deleted. */
export const REVOKED = 8;

/** 16-bit samples at 16 kHz, one channel. */
export const AUDIO_PARAMS = { content_type: 2, sample_rate: 1, channel: 1, codec: 1, send_rate: 100 } as const;
export const AUDIO = { encoding: 'pcm_s16le', sample_rate: 16_000 } as const;
/** Mixes all voices, or sends each participant alone. */
export const DATA_OPTION = { mixed: 1, individual: 2 } as const;
/** Only audio is received. */
export const AUDIO_MEDIA = 1;

export interface RtmsMessage {
  readonly msg_type: number;
  readonly [field: string]: unknown;
}

export function readMessage(text: string): RtmsMessage | undefined {
  try {
    const message: unknown = JSON.parse(text);
    if (!isRecord(message) || typeof message['msg_type'] !== 'number') return undefined;
    return { ...message, msg_type: message['msg_type'] };
  } catch {
    return undefined;
  }
}

/** A piece of audio. */
export interface AudioMessage {
  /** 0 for mixed audio. */
  readonly userId: number;
  readonly userName: string;
  readonly audio: Uint8Array;
  /** ms since the epoch */
  readonly timestamp: number;
}

export function readAudio({ content }: RtmsMessage): AudioMessage | undefined {
  if (!isRecord(content)) return undefined;
  const { user_id: userId, user_name: userName, data, timestamp } = content;
  if (typeof data !== 'string' || typeof timestamp !== 'number') return undefined;
  return {
    ...{ userId: Number(userId ?? 0), userName: typeof userName === 'string' ? userName : '' },
    ...{ audio: Buffer.from(data, 'base64'), timestamp },
  };
}

/** Where the audio is. */
export function mediaUrl({ media_server: server }: RtmsMessage): string | undefined {
  const urls = isRecord(server) ? server['server_urls'] : undefined;
  if (!isRecord(urls)) return undefined;
  const url = urls['audio'] ?? urls['all'];
  return typeof url === 'string' ? url : undefined;
}
