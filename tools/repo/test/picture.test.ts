import { describe, expect, it } from 'vitest';
import { parsePicture, pictureProblems } from '../boundaries/picture.ts';

const MARKDOWN = `# Title

\`\`\`mermaid
flowchart TD
  subgraph floor["Tools"]
    cli["Programs<br>tools/cli<br>tools/bench"]
  end
  core["Core<br>packages/core"]
  client["Client<br>packages/core/src/client"]
  double["Local API<br>tools/stand-in"]
  cli --> core & double
  core --> client
  core -.-> double
\`\`\`
`;
const picture = parsePicture(MARKDOWN);
const file = (path: string, ...imports: string[]) => ({ path, imports });
const MODULES = [
  file('tools/cli/main.ts', 'packages/core/src/index.ts', 'tools/stand-in/index.ts', 'tools/cli/run.ts'),
  file('tools/cli/run.ts'),
  file('tools/bench/upload.ts'),
  file('packages/core/src/index.ts', 'packages/core/src/client/client.ts'),
  file('packages/core/src/client/client.ts'),
  file('packages/core/test/a.test.ts', 'tools/stand-in/index.ts', 'packages/core/src/index.ts'),
  file('packages/core/test/b.test.ts', 'packages/core/src/client/client.ts'),
  file('packages/core/src/client/test/c.test.ts', 'packages/core/src/index.ts'),
  file('tools/stand-in/index.ts'),
];

describe('the picture of the floors', () => {
  it('is read from the first diagram', () => {
    expect(picture.boxes.map(({ id }) => id)).toEqual(['cli', 'core', 'client', 'double']);
    expect(picture.arrows).toEqual([
      { from: 'cli', to: 'core', kind: 'source' },
      { from: 'cli', to: 'double', kind: 'source' },
      { from: 'core', to: 'client', kind: 'source' },
      { from: 'core', to: 'double', kind: 'tests' },
    ]);
  });

  it('is true where each arrow is an import, and each import an arrow', () => {
    expect(pictureProblems(picture, MODULES)).toEqual([]);
  });

  it.each([
    [
      'an import without an arrow',
      [file('packages/core/src/client/retry.ts', 'tools/stand-in/index.ts')],
      'lacks an arrow from client to double',
    ],
    [
      'an import of source where the arrow is for tests',
      [file('packages/core/src/b.ts', 'tools/stand-in/index.ts')],
      'drawn for tests, but stands for source',
    ],
    [
      'a file outside all boxes',
      [file('packages/zapier-app/src/index.ts')],
      'packages/zapier-app/src/index.ts belongs to no box',
    ],
  ])('is not true with %s', (_, more, problem) => {
    expect(pictureProblems(picture, [...MODULES, ...more])).toEqual([expect.stringContaining(problem) as string]);
  });

  it('is not true with an arrow that no import makes', () => {
    const drawn = parsePicture(MARKDOWN.replace('core -.-> double', 'core -.-> double\n  client --> cli'));
    expect(pictureProblems(drawn, MODULES)).toEqual([
      'The picture has an arrow from client to cli, but nothing is imported there.',
    ]);
  });

  it('is not true with a folder that does not exist', () => {
    const drawn = parsePicture(MARKDOWN.replace('tools/bench', 'tools/banch'));
    expect(pictureProblems(drawn, MODULES)).toEqual([
      'The box "cli" names tools/banch, where no file is.',
      'tools/bench/upload.ts belongs to no box.',
    ]);
  });

  it('is refused where it is missing, or an arrow names no box', () => {
    expect(() => parsePicture('# Nothing')).toThrow('no Mermaid diagram');
    expect(() => parsePicture(MARKDOWN.replace('cli --> core', 'cli --> cole'))).toThrow('"cole"');
  });
});
