import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagram } from '../../src/streaming/session/states.ts';

it('the state diagram in the README matches the code', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`\`\`\`mermaid\n${diagram()}\n\`\`\``);
});
