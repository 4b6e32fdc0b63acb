import { describe, expect, it } from 'vitest';
import { LIMIT } from '../story.ts';
import { STORIES } from '../stories/index.ts';

// Stories mostly wait for the service; several at once on a busy machine take long.
describe.concurrent('the MCP server', { timeout: 180_000 }, () => {
  it.each(STORIES)('$name', async ({ tell }) => {
    const { tokens } = await tell();
    expect(Math.max(0, ...tokens)).toBeLessThanOrEqual(LIMIT);
  });
});
