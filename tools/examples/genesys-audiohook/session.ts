import { type ClientMessage, type Media, MOST_TEXT_BYTES, readDiscarded, readMessage, readOpen } from './messages.ts';

/** The connection to Genesys Cloud. */
export interface Peer {
  send(text: string): void;
  /** Ends the connection after `ms` unless Genesys Cloud ends it before. */
  endWithin(ms: number): void;
}

/** What the headers of the connection say. Messages must agree. */
export interface Identity {
  readonly sessionId: string;
  readonly organizationId: string;
}

/** A call whose audio follows. */
export interface OpenedCall {
  readonly sessionId: string;
  readonly conversationId: string;
  /** Names of the channels: `external` is the customer, `internal` the agent. */
  readonly channels: readonly string[];
  /** BCP 47, such as `en-US`. */
  readonly language: string | undefined;
}

/** Why a call ended: a reason of Genesys Cloud, or `lost` if its connection was lost, `error` if it broke the protocol. */
export type EndReason = 'end' | 'error' | 'disconnect' | 'reconnect' | 'lost';

export interface SessionListener {
  onOpen(call: OpenedCall): void;
  /** Audio of all channels at a time in the call, ms. */
  onAudio(channels: readonly Uint8Array[], atMs: number): void;
  /** Called once for each opened call. Genesys Cloud waits until it resolves, for at most 8 seconds. */
  onEnd(reason: EndReason): Promise<void>;
  /** A message that matters to operators. */
  onNote(sentence: string): void;
}

/** One AudioHook connection, as a state machine without sockets. */
export interface AudioHookSession {
  receive(text: string): void;
  receiveAudio(bytes: Uint8Array): void;
  /** The connection was lost. */
  lost(): void;
  /** Asks Genesys Cloud to end the session. */
  disconnect(reason: 'completed' | 'unauthorized' | 'error', info?: string): void;
}

/** Both IDs are this in the connection that Genesys Cloud makes when an integration is activated. */
const NIL = '00000000-0000-0000-0000-000000000000';
/** Genesys Cloud waits 10 s for `closed`. */
const LONGEST_CLOSE_MS = 8_000;
/** Time for Genesys Cloud to drop the connection after `closed`, or to answer `disconnect`. */
const LONGEST_END_MS = 10_000;
const BYTES_PER_MS = 8;

type State = 'new' | 'open' | 'paused' | 'disconnecting' | 'closing' | 'closed';

/**
 * Source: https://developer.genesys.cloud/devapps/audiohook/protocol-reference and Genesys' reference implementation.
 *
 * @param schedule runs a task after `ms`
 */
export function createAudioHookSession(
  identity: Identity,
  peer: Peer,
  listener: SessionListener,
  schedule: (ms: number, task: () => void) => void,
): AudioHookSession {
  let state: State = 'new';
  let seq = 0;
  let clientseq = 0;
  let media: Media | undefined;
  let isProbe = false;
  let hasCall = false;
  /** Bytes of all channels so far, and those at the end of a frame that are no whole sample of each channel. */
  let pending: Uint8Array = new Uint8Array(0);
  /** Where the next audio is in the call, ms. */
  let positionMs = 0;

  function send(type: string, parameters: object = {}): void {
    seq++;
    peer.send(JSON.stringify({ version: '2', id: identity.sessionId, type, seq, clientseq, parameters }));
  }

  async function endCall(reason: EndReason): Promise<void> {
    if (!hasCall) return;
    hasCall = false;
    await listener.onEnd(reason);
  }

  function disconnect(reason: 'completed' | 'unauthorized' | 'error', info?: string): void {
    if (state === 'disconnecting' || state === 'closing' || state === 'closed') return;
    state = 'disconnecting';
    send('disconnect', { reason, ...(info !== undefined && { info }) });
    peer.endWithin(LONGEST_END_MS);
  }

  /** The audio so far stays: only the session ends. */
  function refuse(info: string): void {
    listener.onNote(`Genesys Cloud broke the protocol: ${info}`);
    disconnect('error', info);
  }

  function open({ parameters }: ClientMessage): void {
    const wanted = readOpen(parameters);
    if (state !== 'new') return refuse('open was sent twice.');
    if (wanted === undefined) return refuse('open lacks a parameter.');
    if (wanted.organizationId !== identity.organizationId) return disconnect('unauthorized', 'Other organization.');
    isProbe = wanted.conversationId === NIL && wanted.participantId === NIL;
    media = wanted.media[0];
    if (media === undefined) return disconnect('error', 'Only PCMU audio at 8000 Hz is supported.');
    state = 'open';
    send('opened', { startPaused: false, media: [media] });
    if (isProbe) return;
    hasCall = true;
    const { conversationId, language } = wanted;
    listener.onOpen({ sessionId: identity.sessionId, conversationId, channels: media.channels, language });
  }

  function close({ parameters }: ClientMessage): void {
    if (state === 'closing' || state === 'closed') return refuse('close was sent twice.');
    state = 'closing';
    const { reason } = parameters;
    const known = reason === 'end' || reason === 'error' || reason === 'disconnect' || reason === 'reconnect';
    const finished = (): void => {
      if (state !== 'closing') return;
      state = 'closed';
      send('closed');
      peer.endWithin(LONGEST_END_MS);
    };
    schedule(LONGEST_CLOSE_MS, finished);
    void endCall(known ? reason : 'error').then(finished, finished);
  }

  /** Audio that was left out: during a pause, or because the connection was too slow. */
  function skip({ type, parameters }: ClientMessage): void {
    const discarded = readDiscarded(parameters);
    if (discarded === undefined) return refuse(`${type} lacks a duration.`);
    if (type === 'resumed' && state === 'paused') state = 'open';
    positionMs = Math.max(positionMs, discarded.endMs);
    pending = new Uint8Array(0);
  }

  function accept(message: ClientMessage): void {
    const { type, parameters } = message;
    if (type === 'open') open(message);
    else if (type === 'close') close(message);
    else if (type === 'ping') send('pong');
    else if (state === 'new') refuse(`${type} was sent before open.`);
    else if (type === 'paused') state = state === 'open' ? 'paused' : state;
    else if (type === 'resumed' || type === 'discarded') skip(message);
    else if (type === 'update') send('updated');
    else if (type === 'error') {
      const { code, message: text } = parameters;
      listener.onNote(`Genesys Cloud reports error ${String(code)}: ${String(text)}`);
    } else listener.onNote(`Genesys Cloud sent a message of an unknown type, ${type}.`);
  }

  /** After `disconnect` only `close` matters. What was wrong before, such as the sequence, stays wrong. */
  function receiveLast(text: string): void {
    const message = readMessage(text);
    if (message === undefined) return;
    clientseq = Math.max(clientseq, message.seq);
    if (message.type === 'close') close(message);
    else if (message.type === 'ping') send('pong');
  }

  return {
    disconnect,
    receive(text) {
      if (state === 'closed') return;
      if (state === 'disconnecting') return receiveLast(text);
      if (Buffer.byteLength(text) > MOST_TEXT_BYTES) return refuse('A message is too long.');
      const message = readMessage(text);
      if (message === undefined) return refuse('A message cannot be read.');
      if (message.seq !== clientseq + 1) return refuse('A sequence number is wrong.');
      clientseq = message.seq;
      if (message.serverseq > seq) return refuse('serverseq is higher than the number of messages.');
      if (message.id !== identity.sessionId) return disconnect('unauthorized', 'Other session.');
      accept(message);
    },
    receiveAudio(bytes) {
      // Audio may still arrive while Genesys Cloud reads that the session ends.
      if (state === 'disconnecting' || isProbe) return;
      if (state !== 'open' || media === undefined) return refuse('Audio was sent while the session was not open.');
      const count = media.channels.length;
      const all = Buffer.concat([pending, bytes]);
      const frames = Math.floor(all.length / count);
      pending = all.subarray(frames * count);
      const channels = media.channels.map((_, channel) =>
        Uint8Array.from({ length: frames }, (__, at) => all[at * count + channel]!),
      );
      listener.onAudio(channels, positionMs);
      positionMs += frames / BYTES_PER_MS;
    },
    lost() {
      state = 'closed';
      endCall('lost').catch((error: unknown) => listener.onNote(String(error)));
    },
  };
}
