import type { JobStore } from '@aai-connectors/core';

/** The commands of a Redis client that the store uses. `ioredis` has them. */
export interface RedisCommands {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  del(key: string): Promise<unknown>;
  eval(script: string, keys: number, ...keysAndValues: string[]): Promise<unknown>;
}

/** Redis runs a script without other commands in between. ARGV[1] is whether a value is expected, ARGV[2] that value. */
const COMPARE_AND_SET = `
local current = redis.call('GET', KEYS[1])
if ARGV[1] == '1' then
  if current ~= ARGV[2] then return 0 end
elseif current then
  return 0
end
redis.call('SET', KEYS[1], ARGV[3])
return 1
`;

/**
 * Stores the journal of a loader in Redis, for any number of processes on any number of machines. The server must keep its
 * data: set `appendonly yes` and `maxmemory-policy noeviction`. Read from the primary only, because replicas lag behind.
 *
 * @param prefix start of each key
 */
export const redisStore = (redis: RedisCommands, prefix = 'transcripts:'): JobStore => ({
  get: (key) => redis.get(prefix + key),
  set: (key, value) => redis.set(prefix + key, value),
  delete: (key) => redis.del(prefix + key),
  async compareAndSet(key, expected, next) {
    const isExpected = expected === undefined ? '0' : '1';
    return (await redis.eval(COMPARE_AND_SET, 1, prefix + key, isExpected, expected ?? '', next)) === 1;
  },
});
