import { connect, type Credentials } from '../../src/streaming/connect.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import type { SessionOptions, StreamingParams } from '../../src/streaming/options.ts';
import type { StreamingSession } from '../../src/streaming/session/events.ts';
import { type TestClock, testClock } from './clock.ts';
import { RATE, type Service, service, type ServiceOptions } from './service.ts';

export interface Stage {
  readonly clock: TestClock;
  readonly server: Service;
  open(params?: Partial<StreamingParams>, options?: SessionOptions): Promise<StreamingSession>;
}

export function stage(options: Partial<ServiceOptions> = {}, credentials: Credentials = { apiKey: 'the-key' }): Stage {
  const clock = testClock();
  const server = service(clock, { words: [], ...options });
  return {
    clock,
    server,
    open: (params = {}, session = {}) =>
      clock.during(
        connect(
          {
            host: 'https://streaming.example.com',
            hands: { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 },
            credentials,
          },
          { sample_rate: RATE, ...params },
          session,
        ),
      ),
  };
}

export const texts = (finals: readonly FinalTurn[]): string[] =>
  finals.flatMap(({ words }) => words.map(({ text }) => text));

export const collect = (session: StreamingSession): FinalTurn[] => {
  const finals: FinalTurn[] = [];
  session.on('final', (turn) => finals.push(turn));
  return finals;
};
