import { setTimeout as wait } from 'node:timers/promises';

/** Real milliseconds in which a host that was closed may still complain, such as of a log that it cannot reach. */
const LAST_WORDS_MS = 300;

const CHANNELS = ['log', 'error'] as const;

/** Silences the output of a host, such as its memory use. The returned function restores it. */
export function quietly(): () => Promise<void> {
  const print = CHANNELS.map((channel) => Reflect.get(console, channel) as unknown);
  for (const channel of CHANNELS) Reflect.set(console, channel, () => undefined);
  return async () => {
    await wait(LAST_WORDS_MS);
    CHANNELS.forEach((channel, at) => Reflect.set(console, channel, print[at]));
  };
}
