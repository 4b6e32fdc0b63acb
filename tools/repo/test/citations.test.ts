import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  checkCitations,
  citingFiles,
  contractFiles,
  knownFiles,
  parseContract,
  type Report,
} from '../boundaries/citations.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const contract = parseContract([
  { path: 'packages/core/contract/README.md', text: '# How to cite\n\n## 1. Nothing to cite\n' },
  {
    path: 'packages/core/contract/rest.md',
    text: [
      '# REST',
      '## 1. Hosts',
      '## 4. Submit: `POST /v2/transcript`',
      '### 4.1 Source',
      '### 4.2 Formatting',
      '## 5. Read',
      '## 6. Readings',
      '### C-06 Channel',
    ].join('\n\n'),
  },
  { path: 'packages/core/contract/cookbooks.md', text: '## C23 Words\n\n## C24 Speakers\n\n## C26 HTTP\n' },
]);
const known = ['tools/repo/drift/spec/openapi.json', 'tools/stand-in/README.md', 'nx.json'];

const check = (text: string, path = 'packages/core/src/catalogue/kit/entry.ts'): Report =>
  checkCitations([{ path, text }], contract, known);
const problems = (text: string, path?: string): readonly string[] =>
  check(text, path).dangling.map(({ line, problem }) => `${line}: ${problem}`);

describe('a citation that resolves', () => {
  it.each([
    ["source: 'rest.md 4.2'", 1],
    ["source: 'rest.md 4.1, 4.2'", 2],
    ["source: 'rest.md 1, cookbooks.md C23, C24'", 3],
    ["source: 'ours, over rest.md 5'", 1],
    ["source: 'ours: a new parameter never has to wait for a release'", 0],
    ["source: 'https://www.assemblyai.com/docs/speech-to-text/new'", 0],
    ["const CONTRACT = 'rest.md 4.2';", 1],
    ['/** Most words. Contract: `rest.md` section 4.2. */', 1],
    ['/** Source: `rest.md` 5. */', 1],
    ['/** Source: contract `rest.md` sections 1, 4.1 and 5; `cookbooks.md` C23-C24. */', 5],
    ['/** Source: contract `rest.md` sections 4 to 6. */', 3],
    ['/** Source: `rest.md` 4.2, in the words of the vendor. */', 1],
    ['/** Contract: `rest.md` section 5, as of 2025. */', 1],
    ['/**\n * Source: contract `rest.md`\n *   sections 1,\n *   C-06.\n */', 2],
    ['// Uploads are private. Contract: `rest.md` section 4.', 1],
  ])('%s', (text, citations) => {
    expect(check(text)).toEqual({ citations, files: citations > 0 ? 1 : 0, dangling: [] });
  });
});

describe('a citation that dangles is reported', () => {
  it('when the section does not exist, with the nearest heading', () => {
    expect(check("const a = 1;\n\nconst field = { source: 'rest.md 4.7' };").dangling).toEqual([
      {
        file: 'packages/core/src/catalogue/kit/entry.ts',
        line: 3,
        problem: 'rest.md has no section 4.7. Nearest: "4.2 Formatting".',
      },
    ]);
    expect(problems('/** Source: `rest.md` C-07. */')).toEqual([
      '1: rest.md has no section C-07. Nearest: "C-06 Channel".',
    ]);
  });

  it('when one of several sections, or one inside a range, does not exist', () => {
    expect(problems("source: 'rest.md 4.1, 9'")).toEqual([expect.stringContaining('no section 9')]);
    expect(problems('/** Source: `cookbooks.md` C23-C26. */')).toEqual([expect.stringContaining('no section C25')]);
    expect(problems('/** Source: `rest.md` sections 4 to 8. */')).toEqual([
      expect.stringContaining('no section 7'),
      expect.stringContaining('no section 8'),
    ]);
  });

  it('when the citation continues on the next line of a comment', () => {
    expect(problems('/**\n * Source: contract `rest.md` sections 1 and\n * 9.\n */')).toEqual([
      expect.stringMatching(/^2: .*no section 9/),
    ]);
  });

  it('when the part does not exist', () => {
    expect(problems("source: 'peers.md 0.2'")).toEqual([
      '1: peers.md is not a part of the contract: rest.md, cookbooks.md.',
    ]);
    expect(problems('/** Source: `peers.md` 0.2. */')).toEqual([
      expect.stringContaining('peers.md is not in this repository'),
    ]);
  });

  it.each([
    "source: 'rest.md'",
    "source: 'rest.md section'",
    "source: 'rest.md, 4.2'",
    "source: 'rest.md Formatting'",
    "const CONTRACT = 'rest.md';",
    '/** Source: `rest.md`. */',
    '/** Source: `rest.md`, limits. */',
    '/** The contract, `rest.md` at 4.2, says so. */',
    '// See rest.md.',
  ])('when a part is named without a section: %s', (text) => {
    expect(problems(text)).toEqual(['1: Malformed citation: rest.md is named without a section.']);
  });

  it.each([
    "source: 'https://example.com/docs/new'",
    "source: 'the documentation'",
    "source: ''",
    'source: "ours"',
    "source: 'rest.md 4.2 and others'",
  ])('when a source is neither a citation nor a reason: %s', (text) => {
    expect(problems(text)).toEqual([expect.stringContaining('Malformed source')]);
  });

  it('when "Contract:" is followed by no citation', () => {
    expect(problems('/** Contract: the page about uploads. */\nconst a = "rest.md 4.2";')).toEqual([
      '1: Malformed citation: "Contract:" without a part and a section.',
    ]);
  });

  it('when a document is in another repository that the line does not name', () => {
    expect(problems("source: 'openapi.json'")).toEqual([expect.stringContaining('not a part of the contract')]);
    expect(problems('/** Shape of `spec/llm-gateway.yml`. */')).toEqual([
      expect.stringContaining('llm-gateway.yml is not'),
    ]);
    expect(problems('/** Source: fixture `derived/queued.json`. */')).toEqual([
      expect.stringContaining('queued.json is not'),
    ]);
    expect(problems('The lines are in `fixtures/INDEX.md`.', 'tools/stand-in/fixtures/README.md')).toEqual([
      expect.stringContaining('INDEX.md is not in this repository'),
    ]);
  });
});

describe('what is no citation passes', () => {
  it.each([
    '/** Source: fixture `openapi.json`, and `spec/openapi.json`. */',
    '/** Shape of `llm-gateway.yml` of `AssemblyAI/assemblyai-api-spec`. */',
    '/** Writes `coverage/tests.json`. */',
    "const file = join(folder, 'notes.md');",
    "fetch('https://example.com/rest.md');",
    '/** Source: RFC 6455 section 5.5. */',
    "const contract = 'Contract: none';",
  ])('%s', (text) => {
    expect(check(text)).toEqual({ citations: 0, files: 0, dangling: [] });
  });

  it('a link of Markdown', () => {
    expect(problems('See [rest.md](rest.md) and [the README](../README.md).', 'tools/a/README.md')).toEqual([]);
  });

  it('a source outside the core, which means something else there', () => {
    expect(problems("load({ source: 'microphone' });", 'packages/langchain-loader/src/loader.ts')).toEqual([]);
  });
});

it('a part in which two sections have the same id is refused', () => {
  expect(() => parseContract([{ path: 'packages/core/contract/rest.md', text: '## 4. One\n\n## 4. Two\n' }])).toThrow(
    'packages/core/contract/rest.md has two sections 4.',
  );
});

describe('this repository', () => {
  const inRoot = <T>(run: () => T): T => {
    const before = process.cwd();
    process.chdir(ROOT);
    try {
      return run();
    } finally {
      process.chdir(before);
    }
  };

  it('cites nothing that does not exist', () => {
    const report = inRoot(() => checkCitations(citingFiles(), parseContract(contractFiles()), knownFiles()));
    expect(report.dangling).toEqual([]);
    expect(report.citations).toBeGreaterThan(400);
  });

  it('would report a section that is taken away', () => {
    const doctored = inRoot(contractFiles).map(({ path, text }) => ({
      path,
      text: path.endsWith('/rest.md') ? text.replace('### 4.6 ', '### 4.7 ') : text,
    }));
    const { dangling } = inRoot(() => checkCitations(citingFiles(), parseContract(doctored), knownFiles()));
    expect(dangling.length).toBeGreaterThan(10);
    for (const { problem } of dangling) expect(problem).toMatch(/^rest\.md has no section 4\.6\. Nearest: "4\.[57] /);
  });

  it('keeps the contract out of the npm package', () => {
    const { files } = JSON.parse(readFileSync(`${ROOT}packages/core/package.json`, 'utf8')) as { files: string[] };
    expect(files.filter((path) => !path.startsWith('!')).some((path) => path.startsWith('contract'))).toBe(false);
  });
});
