import { NetworkError } from '../../errors.ts';
import type { Link } from '../connection/link.ts';
import type { StreamingIo } from '../host.ts';
import { noop } from '../lib/deferred.ts';
import type { Timers } from '../lib/timers.ts';
import { ACTIVE_MS, BURST_MS, CHECKED_BYTES, GRACE_MS, MAX_BUFFERED, RECHECK_MS } from '../limits.ts';
import type { Settings } from '../options.ts';
import type { SessionState } from '../session/states.ts';
import { control, type Controls, createControls } from './controls.ts';
import { createIntake, type Intake } from './intake.ts';
import { createPacer } from './pace.ts';
import { createPacketQueue } from './packet-queue.ts';
import { createPcmTape } from './pcm-tape.ts';
import type { Tape } from './tape.ts';

export interface PumpPeers {
  /** `ready`: the connection that takes audio now. */
  readonly connections: { readonly ready: Link | undefined };
  /** `resumeMs`: where the audio of a new connection must start. `sent`: called when all audio before `ms` was sent. */
  readonly receiver: { resumeMs(): number; sent(nowMs: number, ms: number): void };
  /** `drained`: called when all audio was sent. */
  readonly lifecycle: { readonly state: SessionState; drained(): void; close(): Promise<unknown> };
}

/** Manages the outgoing audio: buffering, timing, and control messages at positions in the audio. */
export interface Pump {
  readonly intake: Intake;
  /** Sends audio and messages that are due, and schedules the next run while audio is left. */
  run(): void;
  /** A new connection begins. Returns where its audio starts, ms on the session's timeline. */
  begun(nowMs: number): number;
  /** The service rejected the speed of the current connection. */
  slowDown(nowMs: number): void;
  /** Sends `ForceEndpoint` after the audio that was written before this call. */
  forceEndpoint(): void;
  /** Releases audio and messages that a new connection does not need. */
  release(): void;
  readonly tape: Pick<Tape, 'start' | 'position' | 'end'>;
  /** Unsent audio that the connection cannot catch up because the service rejected the speed, ms; 0 or less for none. */
  behindMs(): number;
  /** Whether all audio was sent and its source is inactive. */
  isExhausted(): boolean;
}

export function createPump(
  io: Pick<StreamingIo, 'now' | 'schedule' | 'report'>,
  settings: Settings,
  timers: Timers,
  peers: PumpPeers,
): Pump {
  const { encoding, format, frameMs, keepAliveMs, idleTimeoutMs } = settings;
  const tape = format ? createPcmTape(format, frameMs) : (encoding?.createTape(frameMs) ?? createPacketQueue());
  const pacer = createPacer({
    slackMs: (format ?? encoding) ? settings.slackMs : Infinity,
    catchUp: settings.reconnect?.catchUp ?? 1,
    burstMs: settings.isLive ? Infinity : BURST_MS,
  });
  /** Absent until there is a message, like in most sessions. */
  let controls: Controls | undefined;
  const intake = createIntake({ tape, settings, io, onAudio });
  const tickMs = Math.min(keepAliveMs, idleTimeoutMs) / 2;
  let lastSentAt = io.now();
  /** A timer will run the pump. */
  let isWaiting = false;
  /** Bytes that were sent since the socket was asked how much it holds. */
  let unchecked = 0;

  function onAudio(now: number, chunk?: Uint8Array, isLive?: boolean): void {
    if (isLive || settings.isLive) pacer.spoken(now, tape.end);
    if (tape.end - tape.start > settings.bufferMs) {
      release();
      if (tape.bound(settings.bufferMs, peers.connections.ready ? GRACE_MS : 0)) {
        const error = new NetworkError('The connection is too slow to send the audio in real time.', {
          operation: 'streaming',
        });
        peers.connections.ready?.fail({ remedy: 'again', error });
      }
      // A listener may have written more audio.
      return run();
    }
    run(now, chunk);
  }

  function release(): void {
    tape.release(peers.receiver.resumeMs());
    controls?.release(tape.start);
  }

  /** @param pushed the chunk of the last `push`, which has just happened */
  function run(now = io.now(), pushed?: Uint8Array): void {
    let link = peers.connections.ready;
    if (isWaiting || !link) return;
    // Sending may end the connection.
    for (; link; link = peers.connections.ready) {
      if (controls) for (const text of controls.due(tape.position)) link.send(text);
      const frame = tape.peek(link.anyMemory ? pushed : undefined);
      pushed = undefined;
      if (!frame) {
        intake.resume();
        return peers.lifecycle.drained();
      }
      const wait = isCongested(link) ? RECHECK_MS : pacer.delay(now, tape.peekedMs);
      if (wait > 0) {
        isWaiting = true;
        timers.set('pump', wait, () => {
          isWaiting = false;
          run();
        });
        return intake.resume();
      }
      link.send(frame);
      unchecked += frame.length;
      tape.advance();
      lastSentAt = now;
      peers.receiver.sent(now, tape.position);
    }
  }

  /** Asks the socket only after enough bytes, because that costs as much as the rest of sending a frame. */
  function isCongested(link: Link): boolean {
    if (unchecked < CHECKED_BYTES) return false;
    const isFull = link.buffered() > MAX_BUFFERED;
    if (!isFull) unchecked = 0;
    return isFull;
  }

  function tick(): void {
    const now = io.now();
    if (peers.lifecycle.state === 'open' && !tape.peek() && now - intake.lastWriteAt >= idleTimeoutMs) {
      void peers.lifecycle.close().catch(noop);
    }
    const link = peers.connections.ready;
    if (link && now - lastSentAt >= keepAliveMs - tickMs) {
      link.send(control('KeepAlive'));
      lastSentAt = now;
    }
    timers.set('tick', tickMs, tick);
  }
  if (tickMs < Infinity) timers.set('tick', tickMs, tick);

  return {
    intake,
    tape,
    run,
    begun(now) {
      timers.clear('pump');
      isWaiting = false;
      unchecked = 0;
      const from = tape.rewind(peers.receiver.resumeMs());
      controls?.rewind(from);
      pacer.begun(now, from);
      lastSentAt = now;
      return from;
    },
    slowDown: (now) => pacer.slowDown(now, tape.position),
    forceEndpoint() {
      (controls ??= createControls()).add(control('ForceEndpoint'), tape.end);
      run();
    },
    release,
    behindMs: () => Math.round(tape.end - tape.position - pacer.leadMs),
    isExhausted() {
      const isActive = intake.writtenMs() > 0 && io.now() - intake.lastWriteAt < ACTIVE_MS;
      return !tape.peek() && !isActive;
    },
  };
}
