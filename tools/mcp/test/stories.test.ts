import { describe, expect, it } from 'vitest';
import { LIMIT } from '../story.ts';
import { STORIES } from '../stories/index.ts';

// Stories mostly wait for the service.
describe.concurrent('the MCP server', () => {
  it.each(STORIES)('$name', async ({ tell }) => {
    const { tokens } = await tell();
    expect(Math.max(0, ...tokens)).toBeLessThanOrEqual(LIMIT);
  });
});
