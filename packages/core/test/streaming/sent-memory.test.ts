import { expect, it } from 'vitest';
import { connect } from '../../src/streaming/connect.ts';
import { RATE, service, testClock } from './stage.ts';

it.each([
  ['the memory of the caller to a socket that reads any memory', true],
  ['a copy to other sockets, because they reject shared memory', undefined],
])('a session passes %s', async (_, anyMemory) => {
  const clock = testClock();
  const server = service(clock);
  const sent: (string | Uint8Array)[] = [];
  const session = await clock.during(
    connect(
      {
        host: 'https://streaming.example.com',
        io: {
          schedule: clock.schedule,
          now: clock.now,
          random: () => 0.5,
          dial(request, events) {
            const socket = server.dial(request, events);
            return {
              anyMemory,
              send(data) {
                sent.push(data);
                socket.send(data);
              },
              close: (code, reason) => socket.close(code, reason),
              drop: () => socket.drop(),
              buffered: 0,
            };
          },
        },
        credentials: { apiKey: 'the-key' },
      },
      { sample_rate: RATE },
    ),
  );
  const chunk = new Uint8Array(new SharedArrayBuffer(200)).fill(7);
  await session.write(chunk);
  const [message] = sent as Uint8Array[];
  expect(message).toEqual(new Uint8Array(200).fill(7));
  expect(message!.buffer === chunk.buffer).toBe(anyMemory === true);
  await clock.during(session.close());
});
