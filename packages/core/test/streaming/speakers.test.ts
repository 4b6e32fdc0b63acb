import { describe, expect, it } from 'vitest';
import { createLedger, type FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import { readMessage, type StreamingTurn } from '../../src/streaming/incoming/messages.ts';
import { createSpeakers } from '../../src/streaming/incoming/speakers.ts';
import { stage } from './stage.ts';

/** A turn of one speaker: words of 400 ms, from `fromMs` on the session's timeline. */
type Said = readonly [by: string, words: string, fromMs: number];

const messageOf = ([speaker_label, transcript, fromMs]: Said, turn_order: number, baseMs: number): string =>
  JSON.stringify({
    type: 'Turn',
    turn_order,
    end_of_turn: true,
    speaker_label,
    words: transcript
      .split(' ')
      .map((text, at) => ({ text, start: fromMs - baseMs + at * 500, end: fromMs - baseMs + at * 500 + 400 })),
  });

function turnOf(said: Said, order: number, baseMs: number): StreamingTurn {
  const message = readMessage(messageOf(said, order, baseMs));
  if (message.kind !== 'turn') throw new Error('The message is not a turn.');
  return message.turn;
}

/** The turns of consecutive connections, each of which starts at `baseMs`. */
function heard(
  connections: readonly { readonly baseMs: number; readonly turns: readonly Said[] }[],
  params: Readonly<Record<string, unknown>> = {},
): { readonly said: readonly string[]; readonly unmatched: readonly string[] } {
  const ledger = createLedger(undefined, undefined, createSpeakers());
  ledger.configure({ format_turns: false, ...params });
  const finals: FinalTurn[] = [];
  const unmatched: string[] = [];
  for (const { baseMs, turns } of connections) {
    finals.push(...ledger.begun(baseMs));
    for (const [order, said] of turns.entries()) {
      const received = ledger.received(turnOf(said, order, baseMs));
      finals.push(...received.finals);
      if (received.unmatched !== undefined) unmatched.push(received.unmatched);
    }
  }
  return { said: finals.map(({ speaker, text }) => `${speaker}: ${text}`), unmatched };
}

const FIRST = {
  baseMs: 0,
  turns: [
    ['A', 'good morning everyone', 1000],
    ['B', 'hello there nice weather', 5000],
  ],
} as const;

describe('the label of a speaker', () => {
  it('is unchanged on the first connection', () => {
    expect(heard([FIRST])).toEqual({
      said: ['A: good morning everyone', 'B: hello there nice weather'],
      unmatched: [],
    });
  });

  it('stays the same if repeated words show who it is', () => {
    const second = {
      baseMs: 500,
      turns: [
        ['B', 'good morning everyone', 1000],
        ['A', 'hello there nice weather', 5000],
        ['A', 'and a new day', 8000],
        ['B', 'yes indeed', 12_000],
      ],
    } as const;
    expect(heard([FIRST, second])).toEqual({
      said: ['A: good morning everyone', 'B: hello there nice weather', 'B: and a new day', 'A: yes indeed'],
      unmatched: [],
    });
  });

  it('stays the same in a turn that continues repeated words', () => {
    const second = { baseMs: 4500, turns: [['A', 'hello there nice weather is it not', 5000]] } as const;
    expect(heard([FIRST, second]).said.at(-1)).toBe('B: is it not');
  });

  it('is new and reported if nothing shows who it is', () => {
    const second = {
      baseMs: 4500,
      turns: [
        ['A', 'hello there nice weather', 5000],
        ['B', 'yes indeed', 12_000],
        ['A', 'fine', 15_000],
      ],
    } as const;
    expect(heard([FIRST, second])).toMatchObject({
      said: expect.arrayContaining(['C: yes indeed', 'B: fine']) as string[],
      unmatched: ['C'],
    });
  });

  it('follows from the others with a maximum number of speakers', () => {
    const second = {
      baseMs: 4500,
      turns: [
        ['A', 'hello there nice weather', 5000],
        ['B', 'yes indeed', 12_000],
      ],
    } as const;
    const { said, unmatched } = heard([FIRST, second], { max_speakers: 2 });
    expect(said.at(-1)).toBe('A: yes indeed');
    expect(unmatched).toEqual([]);
  });

  it('is not reported if all earlier speakers are known', () => {
    const second = {
      baseMs: 500,
      turns: [...FIRST.turns, ['C', 'may I join you', 12_000]],
    } as const;
    const { said, unmatched } = heard([FIRST, second]);
    expect(said.at(-1)).toBe('C: may I join you');
    expect(unmatched).toEqual([]);
  });

  it('is left unchanged if the service does not know the speaker', () => {
    const second = { baseMs: 4500, turns: [['UNKNOWN', 'yes', 12_000]] } as const;
    expect(heard([FIRST, second])).toMatchObject({ unmatched: [] });
    expect(heard([FIRST, second]).said.at(-1)).toBe('UNKNOWN: yes');
  });
});

describe('a session', () => {
  it('reports a speaker who could not be matched, and renames revisions', async () => {
    const { clock, server, open } = stage();
    const session = await open({ speaker_labels: true });
    const said: string[] = [];
    const events: unknown[] = [];
    session.on('final', ({ speaker, text }) => said.push(`${speaker}: ${text}`));
    session.on('speakersRestarted', (event) => events.push(event));
    session.on('notice', (notice) => events.push(notice));
    server.connections[0]!.deliver(messageOf(['A', 'good morning', 500], 0, 0));
    await clock.advance(100);
    server.connections[0]!.cut(1006);
    await clock.advance(3000);
    server.connections[1]!.deliver(messageOf(['B', 'good morning', 500], 0, 0));
    server.connections[1]!.deliver(messageOf(['A', 'hello', 4000], 1, 0));
    const revision = { type: 'SpeakerRevision', revisions: [{ turn_order: 1, speaker_label: 'B' }] };
    server.connections[1]!.deliver(JSON.stringify(revision));
    await clock.advance(100);
    await clock.during(session.close());
    expect(said).toEqual(['A: good morning', 'B: hello']);
    // The only earlier speaker is known, so the new one is another person.
    expect(events).toEqual([{ type: 'SpeakerRevision', revisions: [{ turn_order: 1, speaker_label: 'A' }] }]);
  });
});
