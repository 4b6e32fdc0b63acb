import { connect, type Dial, explain, isAssemblyAIError, type StreamingSession } from '@aai-connectors/core/streaming';
import { type VirtualClock, virtualClock } from '@aai-connectors/stand-in/clock';
import { FINE, type Part } from '../part.ts';
import type { Random } from '../random.ts';
import { leakIn, shownOf } from './detect.ts';
import { SPELLINGS } from './echoes.ts';
import { anyKey } from './keys.ts';

const CODES = [1000, 1001, 1006, 1008, 1011, 3000, 3005, 3006, 3007, 3008, 3009, 4000, 4001, 4100];
const STATUSES = [undefined, undefined, 400, 401, 403, 404, 429, 500, 503];

/** Events that hold words of the service about a failure, or an AssemblyAIError. */
const EVENTS = ['serverError', 'reconnecting', 'error', 'close'] as const;

/** Live sessions: the service may echo the key, or the token, in a close reason and in any message. */
export const streamingLeaks: Part = {
  id: 'leaks/streaming',
  label: 'Key leaks: live sessions',
  cases: 2_000,
  open: () =>
    Promise.resolve({
      async run(random) {
        const key = anyKey(random);
        const spelling = random.pick(Object.keys(SPELLINGS));
        const said = (): string => SPELLINGS[spelling]!(key.key, random);
        const clock = virtualClock({ settle: 'promises' });
        const shown: unknown[] = [];
        const isToken = random.chance(0.3);
        const credentials = isToken ? { token: () => key.key } : { apiKey: key.key };
        const script = anyScript(random, said);
        const io = { dial: dialOf(script, clock), schedule: clock.schedule, now: clock.now, random: () => 0.5 };
        const session = { reconnect: random.chance(0.5) ? { maxOutageMs: 3_000 } : (false as const) };
        const work = use(
          connect({ host: 'https://live.example', io, credentials }, { sample_rate: 8000 }, session),
          shown,
        );
        await clock.during(
          work.catch((error: unknown) => shown.push(error, isAssemblyAIError(error) ? explain(error) : '')),
          { settle: 'promises' },
        );
        const leak = leakIn(shownOf(shown), key);
        const how = `${isToken ? 'token' : 'key'}, ${script.name}, ${spelling}`;
        return leak === undefined ? FINE : { failures: [`${how}: ${leak}`] };
      },
    }),
};

async function use(opening: Promise<StreamingSession>, shown: unknown[]): Promise<void> {
  const session = await opening;
  for (const event of EVENTS) session.on(event, (value: unknown) => void shown.push(value));
  // Its `data` is the frame as it came.
  session.on('unreadable', ({ why }) => void shown.push(why));
  await session.write(new Uint8Array(1600));
  shown.push(await session.close());
}

/** What the service does on each connection. */
interface Script {
  readonly name: string;
  readonly begins: boolean;
  readonly messages: readonly string[];
  readonly code: number;
  readonly reason: string;
  readonly status: number | undefined;
}

function anyScript(random: Random, said: () => string): Script {
  const text = `${'x'.repeat(random.chance(0.3) ? random.int(80, 500) : 0)} ${said()} `;
  const names = ['refused', 'closed at once', 'closed', 'error message', 'odd messages'];
  const name = random.pick(names);
  const messages = {
    'error message': [
      JSON.stringify({ error: text }),
      JSON.stringify({ type: 'Error', error: text, error_code: 4000 }),
    ],
    'odd messages': [text, JSON.stringify([text]), JSON.stringify({ type: 'Turn', transcript: { text } }), '{'],
  }[name];
  return {
    name,
    begins: !['refused', 'closed at once'].includes(name),
    messages: messages ?? [],
    code: random.pick(CODES),
    reason: random.chance(0.8) ? text : '',
    status: name === 'refused' ? random.pick(STATUSES) : undefined,
  };
}

const dialOf =
  ({ name, begins, messages, code, reason, status }: Script, clock: VirtualClock): Dial =>
  (_, events) => {
    let isClosed = false;
    let at = 1;
    const then = (task: () => void): void =>
      void clock.schedule((at += 10), () => {
        if (!isClosed) task();
      });
    const end = (): void => {
      isClosed = true;
      events.onClose(code, reason, status);
    };
    if (name !== 'refused') then(() => events.onOpen());
    if (begins) then(() => events.onMessage(JSON.stringify({ type: 'Begin', id: 's-1', expires_at: 1 })));
    for (const message of messages) then(() => events.onMessage(message));
    then(end);
    return { send: () => undefined, close: () => undefined, drop: () => void (isClosed = true), buffered: 0 };
  };
