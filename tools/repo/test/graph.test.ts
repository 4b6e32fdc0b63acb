import { expect, it } from 'vitest';
import { graphOf } from '../boundaries/graph.ts';

it('keeps the files of this repository, and what breaks a rule with its reason', () => {
  const graph = graphOf({
    modules: [
      {
        source: 'packages/core/src/a.ts',
        dependencies: [
          { resolved: 'packages/core/src/b.ts' },
          { resolved: 'packages/core/src/b.ts' },
          { resolved: 'node_modules/ws/index.js' },
          { resolved: 'tools/stand-in/node_modules/ajv/index.js' },
        ],
      },
      { source: 'node_modules/ws/index.js', dependencies: [] },
    ],
    summary: {
      violations: [{ from: 'packages/core/src/a.ts', to: 'packages/core/src/b.ts', rule: { name: 'no-cycles' } }],
      ruleSetUsed: { forbidden: [{ name: 'no-cycles', comment: 'Files in a circle cannot be read alone.' }] },
    },
  });
  expect(graph.modules).toEqual([{ path: 'packages/core/src/a.ts', imports: ['packages/core/src/b.ts'] }]);
  expect(graph.violations).toEqual([
    {
      rule: 'no-cycles',
      comment: 'Files in a circle cannot be read alone.',
      from: 'packages/core/src/a.ts',
      to: 'packages/core/src/b.ts',
    },
  ]);
});
