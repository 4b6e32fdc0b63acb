import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, type CallOptions, type CallResult, openCall } from '../calls/call.ts';
import { AUDIO, REVOKED } from './messages.ts';
import { isSignedByZoom, validationOf } from './signatures.ts';
import { receiveStream, type RtmsStream, type StreamOptions } from './stream.ts';
import { type MeetingStream, readWebhook } from './webhooks.ts';

export interface ZoomBridgeOptions
  extends
    Pick<CallOptions, 'client' | 'folder' | 'live' | 'afterCall' | 'keepRecording' | 'session'>,
    Pick<StreamOptions, 'clientId' | 'clientSecret' | 'mode' | 'delays'> {
  /** Secret token of the app's webhooks. */
  readonly secretToken: string;
  /** @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** @default 0: any free port */
  readonly port?: number | undefined;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
  onTurn?(
    meeting: MeetingStream,
    line: { readonly speaker: string; readonly text: string; readonly start: number },
  ): void;
  onResult?(meeting: MeetingStream, result: CallResult): void;
  onNote?(sentence: string): void;
}

export interface ZoomBridge {
  /** Event notification URL of the app, with `https://` of your proxy in front of it. */
  readonly url: string;
  /** Ends all meetings. Resolves when their transcripts are saved. */
  close(): Promise<void>;
}

const PATH = '/webhook';
const MOST_BODY_BYTES = 1 << 20;
/** Webhooks older than that are replays. Zoom repeats one within this time. */
const OLDEST_MS = 5 * 60_000;
/** Stopped meetings that are remembered, so that late webhooks do not open them again. */
const KEPT_STOPPED = 1_000;

/** Starts a server for Zoom's webhooks, which transcribes each meeting that shares its audio. */
export async function startZoomBridge(options: ZoomBridgeOptions): Promise<ZoomBridge> {
  const { secretToken, host = '127.0.0.1', port = 0, now = Date.now } = options;
  const meetings = new Map<string, RtmsStream>();
  /** Ended streams. Without a call if only the webhook of their end arrived. */
  const stopped = new Map<string, Call | undefined>();
  const running = new Set<Promise<unknown>>();
  const note = (sentence: string): void => options.onNote?.(sentence);

  function start(stream: MeetingStream, signalingUrl: string): void {
    // A second connection would end the first.
    if (meetings.has(stream.streamId) || stopped.has(stream.streamId)) return;
    let began: number | undefined;
    const nameOf = createNames();
    const call: Call = openCall({
      ...options,
      id: stream.meetingUuid,
      audio: AUDIO,
      onTurn: ({ speaker = '', text, start: at }) => options.onTurn?.(stream, { speaker, text, start: at }),
      onProblem: note,
    });
    let finish: (work: Promise<void>) => void = () => undefined;
    track(new Promise<void>((resolve) => (finish = resolve)));
    const received = receiveStream(
      { ...options, stream, signalingUrl },
      {
        onAudio({ userId, userName, audio, timestamp }) {
          began ??= timestamp;
          const speaker = options.mode === 'mixed' ? 'Meeting' : nameOf(userId, userName);
          call.write(speaker, audio, Math.max(0, timestamp - began));
        },
        onNote: note,
        onEnd(reason) {
          meetings.delete(stream.streamId);
          remember(stream.streamId, call);
          finish(reason === REVOKED ? call.discard() : call.end().done.then((result) => saved(stream, result)));
        },
      },
    );
    meetings.set(stream.streamId, received);
  }

  function saved(stream: MeetingStream, result: CallResult): void {
    options.onResult?.(stream, result);
  }

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
  }

  function remember(streamId: string, call?: Call): void {
    stopped.set(streamId, call);
    if (stopped.size > KEPT_STOPPED) stopped.delete(stopped.keys().next().value!);
  }

  /** The webhook may arrive before or after the end of the connection, and before the webhook of the start. */
  function stop({ streamId }: MeetingStream, reason: number | undefined): void {
    const meeting = meetings.get(streamId);
    if (meeting !== undefined) return meeting.close(reason);
    const call = stopped.get(streamId);
    if (call === undefined) remember(streamId);
    else if (reason === REVOKED) track(call.discard());
  }

  const server = createServer((request, response) => {
    const answer = (status: number, body?: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
    };
    if (request.method !== 'POST' || request.url !== PATH) return answer(404);
    void bodyOf(request).then((body) => {
      const timestamp = headerOf(request, 'x-zm-request-timestamp');
      const isRecent = Math.abs(now() - Number(timestamp) * 1000) <= OLDEST_MS;
      const signature = headerOf(request, 'x-zm-signature');
      if (body === undefined || !isRecent || !isSignedByZoom(body, { signature, timestamp }, secretToken)) {
        return answer(401);
      }
      const event = readWebhook(body);
      if (event === undefined) return answer(400);
      // Zoom waits for 3 s, and repeats the webhook otherwise.
      answer(200, event.kind === 'validation' ? validationOf(event.plainToken, secretToken) : undefined);
      if (event.kind === 'started') start(event.stream, event.signalingUrl);
      else if (event.kind === 'stopped') stop(event.stream, event.reason);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}${PATH}`,
    async close() {
      server.close();
      for (const meeting of meetings.values()) meeting.close();
      await Promise.allSettled([...running]);
      server.closeAllConnections();
    },
  };
}

/** Names participants. Two participants may have the same name, and a participant may change it. */
function createNames(): (userId: number, userName: string) => string {
  const names = new Map<number, string>();
  return (userId, userName) => {
    const known = names.get(userId);
    if (known !== undefined) return known;
    const isTaken = [...names.values()].includes(userName);
    const name = userName === '' ? `Participant ${userId}` : isTaken ? `${userName} (${userId})` : userName;
    names.set(userId, name);
    return name;
  };
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MOST_BODY_BYTES) return undefined;
      parts.push(part);
    }
    return Buffer.concat(parts).toString();
  } catch {
    return undefined;
  }
}

const headerOf = ({ headers }: IncomingMessage, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};
