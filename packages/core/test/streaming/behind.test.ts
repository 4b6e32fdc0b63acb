import { describe, expect, it } from 'vitest';
import type { Span, StreamingSession } from '../../src/streaming/session/events.ts';
import { collect, RATE, speech, type Stage, stage, texts } from './stage.ts';

const CHUNK_MS = 100;

interface Outage {
  readonly fromMs: number;
  readonly ms: number;
}

/** A stage whose network is away for a while. */
function withOutage({ fromMs, ms }: Outage, paceSlackMs: number, words: ReturnType<typeof speech>['words']): Stage {
  const start = { at: Infinity };
  const theStage = stage({
    words,
    paceSlackMs,
    atConnect: () => (isAway(theStage.clock.now() - start.at) ? 'drop' : undefined),
    onConnect({ number }) {
      if (number > 1) return;
      start.at = theStage.clock.now();
      theStage.clock.schedule(fromMs, () => theStage.server.connections.at(-1)!.cut());
    },
  });
  const isAway = (at: number): boolean => at > fromMs && at < fromMs + ms;
  return theStage;
}

interface Reports {
  readonly gaps: Span[];
  readonly lags: number[];
}

function reportsOf(session: StreamingSession): Reports {
  const reports: Reports = { gaps: [], lags: [] };
  session.on('gap', (gap) => reports.gaps.push(gap));
  session.on('behind', ({ lagMs }) => reports.lags.push(lagMs));
  return reports;
}

/** A microphone: writes `chunkMs` at a time and never waits for the session. */
async function speak(
  { clock }: Stage,
  session: StreamingSession,
  audio: Uint8Array,
  chunkMs = CHUNK_MS,
): Promise<void> {
  const size = (2 * RATE * chunkMs) / 1000;
  for (let at = 0; at < audio.length; at += size) {
    void session.write(audio.subarray(at, at + size));
    await clock.advance(chunkMs);
  }
}

describe('after an outage', () => {
  const { words, audio, ms } = speech(600);
  const spoken = words.map(({ text }) => text);

  it('a session catches up at three times real time', async () => {
    const patient = withOutage({ fromMs: 20_000, ms: 30_000 }, 60_000, words);
    const session = await patient.open();
    const finals = collect(session);
    const reports = reportsOf(session);
    await speak(patient, session, audio.subarray(0, 2 * 70_000));
    // 50 s were spoken when the network came back, of which at least 30 s had to be sent within 20 s.
    expect(session.heldMs).toBeLessThan(8000);
    await speak(patient, session, audio.subarray(2 * 70_000));
    await patient.clock.during(session.close());
    expect(texts(finals)).toEqual(spoken);
    expect(reports).toEqual({ gaps: [], lags: [] });
  });

  it('a session that may not catch up reports once by how much it is behind, and loses nothing', async () => {
    const strict = withOutage({ fromMs: 20_000, ms: 60_000 }, 0, words);
    const session = await strict.open();
    const finals = collect(session);
    const reports = reportsOf(session);
    await speak(strict, session, audio);
    await strict.clock.during(session.close());
    expect(texts(finals)).toEqual(spoken);
    expect(reports.gaps).toEqual([]);
    expect(reports.lags).toHaveLength(1);
    expect(reports.lags[0]).toBeGreaterThan(58_000);
    expect(reports.lags[0]).toBeLessThan(80_000);
  });

  it.each([100, 1000])('a full buffer causes one gap, also with chunks of %i ms', async (chunkMs) => {
    const strict = withOutage({ fromMs: 20_000, ms: 60_000 }, 0, words);
    const session = await strict.open({}, { bufferMs: 30_000 });
    const finals = collect(session);
    const reports = reportsOf(session);
    await speak(strict, session, audio, chunkMs);
    const connections = strict.server.connections.filter(({ audioMs }) => audioMs > 0);
    const summary = await strict.clock.during(session.close());
    expect(reports.lags).toHaveLength(1);
    expect(summary.gaps).toEqual(reports.gaps);
    expect(reports.gaps).toHaveLength(1);
    const [gap] = reports.gaps;
    expect(gap!.end - gap!.start).toBeGreaterThan(25_000);
    expect(gap!.end - gap!.start).toBeLessThan(45_000);
    const isOutside = ({ start, end }: Span): boolean => end <= gap!.start || start >= gap!.end;
    const isInside = ({ start, end }: Span): boolean => start >= gap!.start && end <= gap!.end;
    // A word that the edge of the gap cuts may be recognized or not.
    const received = texts(finals);
    expect(received).toEqual(expect.arrayContaining(words.filter(isOutside).map(({ text }) => text)));
    expect(words.filter((word) => isInside(word) && received.includes(word.text))).toEqual([]);
    expect(new Set(received).size).toBe(received.length);
    // The first, and those that it takes to learn how fast the service may be.
    expect(connections.length).toBeLessThan(6);
    expect(ms).toBeGreaterThan(100_000);
  });

  it('a delay is reported again when it has doubled', async () => {
    const strict = stage({ words, paceSlackMs: 0 });
    const session = await strict.open();
    const reports = reportsOf(session);
    for (let cut = 0; cut < 12; cut++) {
      await speak(strict, session, audio.subarray(2 * 10_000 * cut, 2 * 10_000 * (cut + 1)));
      strict.server.connections.at(-1)!.cut();
    }
    await strict.clock.during(session.close());
    expect(reports.lags.length).toBeGreaterThan(1);
    expect(reports.lags.length).toBeLessThan(7);
    reports.lags.slice(1).forEach((lag, at) => expect(lag).toBeGreaterThanOrEqual(2 * reports.lags[at]!));
  });
});
