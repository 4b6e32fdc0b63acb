import { WebSocket } from 'ws';
import {
  AUDIO_MEDIA,
  AUDIO_PARAMS,
  type AudioMessage,
  DATA_OPTION,
  mediaUrl,
  readAudio,
  readMessage,
  type RtmsMessage,
  SESSION_STATE,
  STREAM_STATE,
  TYPE,
} from './messages.ts';
import { handshakeSignature } from './signatures.ts';
import type { MeetingStream } from './webhooks.ts';

export interface StreamOptions {
  readonly stream: MeetingStream;
  readonly signalingUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `individual` for a channel per participant. */
  readonly mode: 'mixed' | 'individual';
  /** Milliseconds to wait before each attempt to connect again. @default 250, 500 and so on, up to 5000, within a minute */
  readonly delays?: readonly number[] | undefined;
}

export interface StreamListener {
  onAudio(message: AudioMessage): void;
  /** A message that matters to operators. */
  onNote(sentence: string): void;
  /** Called once, last. `reason` is Zoom's number. */
  onEnd(reason: number | undefined): void;
}

/** The connections of one meeting. */
export interface RtmsStream {
  /** Ends the stream; `onEnd` follows. */
  close(reason?: number): void;
}

/** Zoom keeps a stream for 60 s after a connection was lost. */
const DELAYS: readonly number[] = [250, 500, 1_000, 2_000, ...Array<number>(11).fill(5_000)];
/** Zoom sends `keepAlive` every 10 s. After three of them without any message, a connection is dead. */
const SILENCE_MS = 35_000;
const MOST_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Time for the last audio after the end of a stream. */
const DRAIN_MS = 2_000;
const NORMAL = 1000;

/**
 * Receives the audio of a meeting: a signaling connection, and a media connection that it leads to. Both are opened again
 * if they are lost.
 *
 * Source: https://developers.zoom.us/docs/rtms/media/
 */
export function receiveStream(options: StreamOptions, listener: StreamListener): RtmsStream {
  const { stream, signalingUrl, mode, delays = DELAYS } = options;
  const signature = handshakeSignature(options, stream);
  let sequence = 0;
  let attempts = 0;
  let isOver = false;
  let signaling: WebSocket | undefined;
  let media: WebSocket | undefined;
  let retry: NodeJS.Timeout | undefined;
  const identity = { meeting_uuid: stream.meetingUuid, rtms_stream_id: stream.streamId, signature };

  function end(reason: number | undefined): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(retry);
    drop(signaling);
    if (media?.readyState !== WebSocket.OPEN) {
      media?.terminate();
      listener.onEnd(reason);
      return;
    }
    // Signaling is faster than the media: the last audio may still be on its way.
    const last = media;
    const late = setTimeout(() => last.terminate(), DRAIN_MS);
    last.once('close', () => {
      clearTimeout(late);
      listener.onEnd(reason);
    });
    last.close(NORMAL);
  }

  /** Opens both connections again, because Zoom gives the address of the media in the first handshake. */
  function again(): void {
    if (isOver) return;
    const [lostSignaling, lostMedia] = [signaling, media];
    [signaling, media] = [undefined, undefined];
    for (const socket of [lostMedia, lostSignaling]) drop(socket);
    const delay = delays[attempts];
    attempts++;
    clearTimeout(retry);
    if (delay !== undefined) retry = setTimeout(openSignaling, delay);
    else {
      listener.onNote('The connection to Zoom was lost, and could not be opened again.');
      end(undefined);
    }
  }

  function open(url: string, onMessage: (message: RtmsMessage, reply: (message: object) => void) => void): WebSocket {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: MOST_MESSAGE_BYTES });
    const isCurrent = (): boolean => !isOver && (socket === signaling || socket === media);
    const silent = setTimeout(() => socket.terminate(), SILENCE_MS);
    const reply = (message: object): void => socket.send(JSON.stringify(message), noop);
    socket.on('message', (data: Buffer) => {
      silent.refresh();
      const message = readMessage(data.toString());
      const isLast = isOver && socket === media && message?.msg_type === TYPE.audio;
      if (message === undefined || !(isCurrent() || isLast)) return;
      if (message.msg_type !== TYPE.keepAlive) onMessage(message, reply);
      else reply({ msg_type: TYPE.keepAliveResponse, timestamp: message['timestamp'] });
    });
    socket.on('error', (error: Error & { code?: string }) => {
      if (isCurrent()) listener.onNote(`The connection to Zoom failed (${error.code ?? 'unreadable data'}).`);
    });
    socket.on('close', () => {
      clearTimeout(silent);
      if (isCurrent()) again();
    });
    return socket;
  }

  function openSignaling(): void {
    const socket = open(signalingUrl, (message, reply) => {
      if (message.msg_type === TYPE.signalingResponse) acceptSignaling(message, reply);
      else if (message.msg_type === TYPE.streamState) acceptState(message);
      else if (message.msg_type === TYPE.sessionState && message['state'] === SESSION_STATE.stopped) {
        end(numberOf(message['stop_reason']));
      }
    });
    signaling = socket;
    socket.on('open', () =>
      socket.send(
        JSON.stringify({
          ...{ msg_type: TYPE.signalingHandshake, protocol_version: 1, sequence: ++sequence, ...identity },
        }),
        noop,
      ),
    );
  }

  function acceptState(message: RtmsMessage): void {
    const { state } = message;
    if (state === STREAM_STATE.terminated) end(numberOf(message['reason']));
    // Zoom ends the stream unless the media come back.
    else if (state === STREAM_STATE.interrupted && media?.readyState !== WebSocket.OPEN) again();
  }

  function acceptSignaling(message: RtmsMessage, ready: (message: object) => void): void {
    const url = mediaUrl(message);
    if (isRefused(message) || url === undefined) return again();
    // Zoom answers a repeated handshake too; one media connection is enough.
    if (media !== undefined) return;
    const socket = open(url, (received) => {
      if (received.msg_type === TYPE.mediaResponse) {
        if (isRefused(received)) return again();
        // Audio flows from here on.
        attempts = 0;
        ready({ msg_type: TYPE.clientReady, rtms_stream_id: stream.streamId });
      } else if (received.msg_type === TYPE.audio) {
        const audio = readAudio(received);
        if (audio !== undefined) listener.onAudio(audio);
      }
    });
    media = socket;
    socket.on('open', () =>
      socket.send(
        JSON.stringify({
          ...{ msg_type: TYPE.mediaHandshake, protocol_version: 1, sequence: ++sequence, ...identity },
          ...{ media_type: AUDIO_MEDIA, payload_encryption: false },
          media_params: { audio: { ...AUDIO_PARAMS, data_opt: DATA_OPTION[mode] } },
        }),
        noop,
      ),
    );
  }

  /** Zoom publishes two tables of status codes that contradict each other, so only 0 has a meaning here. */
  function isRefused({ status_code: status, reason }: RtmsMessage): boolean {
    if (status === 0) return false;
    listener.onNote(`Zoom refused the handshake with status ${String(status)}: ${String(reason ?? 'no reason')}`);
    return true;
  }

  openSignaling();
  return { close: end };
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function drop(socket: WebSocket | undefined): void {
  if (socket?.readyState === WebSocket.OPEN) socket.close(NORMAL);
  else socket?.terminate();
}

const noop = (): void => undefined;
