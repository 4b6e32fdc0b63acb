import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findingsIn } from '../words/check.ts';
import { EXEMPTIONS } from '../words/exemptions.ts';
import { packageOf, readFiles } from '../words/files.ts';
import { GLOSSARY, SPELLINGS } from '../words/glossary.ts';
import { NAMES, PROSE } from '../words/rules.ts';

const rulesIn = (text: string, path = 'tools/a.ts'): readonly string[] =>
  findingsIn([{ path, text }], []).map(({ rule }) => rule);

/** For each rule of sentences, what it catches, and proper uses of the same words. */
const SENTENCES: Readonly<Record<string, readonly [caught: readonly string[], proper: readonly string[]]>> = {
  told: [['The caller is told of it.', 'It is told apart by its type.'], ['It was reported.']],
  tell: [['Tells two voices apart.', 'The one way to tell a gap.'], ['The exit code tells you what failed.']],
  hears: [['The workflow hears of it.', 'Whoever heard about it.'], ['What a listener can hear.']],
  besides: [['What the service says besides.'], ['The bed is beside it.']],
  anew: [['The session starts anew.'], ['A new session starts.']],
  afresh: [['It starts afresh.'], ['A fresh start.']],
  thereby: [['Thereby it ends.', 'The file whereupon it rests.'], ['There, by the way.']],
  whilst: [['Whilst it waits.', 'Amongst others.'], ['While it waits.']],
  shall: [['The model that it shall use.'], ['A shallow copy.']],
  hence: [['Hence the limit.', 'It acts upon the file.'], ['Once upon-request works.']],
  'a look': [
    ['A look after a minute.', 'One request a look.'],
    ['It looks like a file.', 'A look-up by ID.'],
  ],
  looks: [['The node looks again.', 'Looks after a minute.'], ['Looks up the transcript.']],
  'from time to time': [['Looks from time to time.', 'It fails now and then.'], ['From the time to the place.']],
  'comes into question': [['The languages that come into question.'], ['A question comes in.']],
  'what is special': [['What is special about n8n.'], ['A special case.']],
  goodbye: [['The service says goodbye.', 'A farewell.'], ['The Terminate message.']],
  settle: [
    ['Settled audio is forgotten.', 'Settles the turns in memory.'],
    ['The promise settles with the result.', 'Uses Promise.allSettled.'],
  ],
  lend: [['You lend it a clock.', 'A clock lent by the host.'], ['The calendar of a host.']],
  hands: [
    ['The hands of the host.', 'Hands on the result.', 'The text handed to it.'],
    ['A hands-free call.', 'Corrected by hand.'],
  ],
  'io for hands': [['The body as a host io it over.', 'What a tool io on.'], ['Passes the injected io to it.']],
  'paid for': [
    ['The job is paid for.', 'It pays twice.'],
    ['The job is billed.', 'A paid account.'],
  ],
  'of ours': [['A mistake of ours.'], ['All of our tests.']],
  'of its own': [['A field of its own.', 'An account of one’s own.'], ['Its own field.']],
  'the one': [
    ['The one before.', 'The ones that failed.'],
    ['The one-minute limit.', 'After the one minute.'],
  ],
  'where it does not': [['Where it does not fit.', 'Where that cannot be.'], ['It shows where the file is.']],
  'Without it,': [
    ['The key. Without it, nothing runs.', 'Without a choice, both.'],
    ['The file ends without it, as planned.', 'Without a network, the test still passes.'],
  ],
  'as it is': [['The text comes back as it is.', 'Sent as they are, and kept.'], ['As it is long, it is cut.']],
  'is to be': [['The address that is to be called.', 'It is to be sent.'], ['The goal is to be in time.']],
  'is there': [
    ['Once the text is there.', 'The file is there, and open.'],
    ['What else is there?', 'There is a file.'],
  ],
  'made up for': [['A lost call is made up for.'], ['It is made up of words.']],
  'goes on': [['The job goes on.', 'The run goes on and ends.'], ['The click goes on the button.']],
  'at the latest': [['Within a minute at the latest.'], ['The latest version.']],
  'at growing distances': [['Then at growing distances.'], ['At increasing intervals.']],
  'makes no difference': [['Capitals make no difference.'], ['The difference is small.']],
  'for good': [['The data is gone for good.'], ['For good results, use stereo.']],
  whoever: [['Whoever calls it.'], ['Who ever called it?']],
  'none lost': [['No word twice, none lost.', 'Nothing is lost.'], ['The lost words.']],
  'comes true': [['It waits in vain.'], ['There it ends.']],
};

describe('the rules of sentences', () => {
  it('are all proven here', () => {
    expect(Object.keys(SENTENCES).toSorted()).toEqual(PROSE.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(SENTENCES))('catch "%s" in comments, texts and documents', (name, [caught]) => {
    expect(caught.length).toBeGreaterThan(0);
    for (const text of caught) {
      expect(rulesIn(`/** ${text} */\nconst a = 1;`), text).toContain(name);
      expect(rulesIn(`const a = 1; // ${text}`), text).toContain(name);
      expect(rulesIn(`const a = ${JSON.stringify(text)};`), text).toContain(name);
      expect(rulesIn(`it(${JSON.stringify(text)}, () => {});`), text).toContain(name);
      expect(rulesIn(text, 'README.md'), text).toContain(name);
      expect(rulesIn(JSON.stringify({ content: `# Title\n${text}` }), 'packages/a/templates/b.json'), text).toContain(
        name,
      );
      expect(rulesIn(`# ${text}`, '.github/a.yml'), text).toContain(name);
    }
  });

  it.each(Object.entries(SENTENCES))('let proper uses of "%s" pass', (name, [, proper]) => {
    for (const text of proper) expect(rulesIn(text, 'README.md'), text).not.toContain(name);
  });
});

describe('the rules of names', () => {
  const caught: Readonly<Record<string, readonly string[]>> = {
    'told in a name': ['toldIds', 'untold'],
    'lend in a name': ['lendClock', 'LentClock'],
    'hands in a name': ['hands', 'hostHands'],
    'goodbye in a name': ['goodbye', 'sayGoodbye'],
    'settle in a name': ['settleBefore', 'settledUntil'],
    'anew in a name': ['startAnew'],
    'besides in a name': ['besides'],
    'British name': ['recogniser', 'behaviourOf'],
  };

  it('are all proven here', () => {
    expect(Object.keys(caught)).toEqual(NAMES.map(({ name }) => name));
  });

  it.each(Object.entries(caught))('catch "%s" in a declaration and in the name of a file', (rule, names) => {
    for (const name of names) {
      expect(rulesIn(`const ${name} = 1;`), name).toContain(rule);
      expect(rulesIn(`interface A { readonly ${name}: string }`), name).toContain(rule);
      expect(rulesIn(`function ${name}() {}`), name).toContain(rule);
      expect(rulesIn(`const f = (${name}: string) => 1;`), name).toContain(rule);
      expect(rulesIn('', `tools/${name}.ts`), name).toContain(rule);
    }
  });

  it('read whole words, and declarations only', () => {
    expect(rulesIn('const shorthands = 1; const calendar = 2; const handle = 3; const settled = 4;')).toEqual([]);
    expect(rulesIn('await Promise.allSettled([]); theirs.goodbye(); theirs.hands.fetch();')).toEqual([]);
  });
});

describe('the glossary', () => {
  it('catches every wrong spelling, and never the right one', () => {
    expect(SPELLINGS.length).toBeGreaterThan(15);
    const wrong = ['Assembly AI', 'N8N', 'zap', 'Active Pieces', 'Langchain', 'Lemur', 'LLM gateway', 'Javascript'];
    for (const word of [...wrong, 'Github', 'Websocket', 'web hook', 'Transcript Id', 'behaviours', 'recognised']) {
      expect(rulesIn(`Uses ${word} here.`, 'a.md'), word).toHaveLength(1);
    }
    for (const { term } of GLOSSARY) expect(rulesIn(`Uses ${term} here.`, 'a.md'), term).toEqual([]);
  });
});

describe('the rules of forms', () => {
  const inCatalogue = (text: string) => rulesIn(`const a = { ${text} };`, 'packages/core/src/catalogue/a.ts');

  it('want labels in title case, without a mark at the end', () => {
    expect(inCatalogue(`label: 'Get transcript'`)).toEqual(['label in title case']);
    expect(inCatalogue(`label: 'Get Transcript.'`)).toEqual(['label without punctuation']);
    expect(inCatalogue(`label: 'Files to Make of a Transcript (ms)'`)).toEqual([]);
  });

  it('want a period after a help, which n8n forbids after a single sentence', () => {
    const node = (text: string) => rulesIn(`const a = { description: '${text}' };`, 'packages/n8n-node/src/a.ts');
    expect(inCatalogue(`help: 'Leave empty to use both'`)).toEqual(['help ends with a period']);
    expect(inCatalogue(`help: 'Leave empty to use both.'`)).toEqual([]);
    expect(node('Leave empty to use both')).toEqual([]);
    expect(node('Splits the audio. Adds time')).toEqual(['help ends with a period']);
  });

  it('want an operation to start with a verb in the third person', () => {
    expect(inCatalogue(`action: 'Get a transcript', help: 'A transcript.'`)).toEqual(['operation starts with a verb']);
    expect(inCatalogue(`action: 'Get a transcript', help: 'Gets a transcript.'`)).toEqual([]);
  });

  it('hold in the packages only', () => {
    expect(rulesIn(`const a = { label: 'anything goes.' };`, 'tools/a.ts')).toEqual([]);
  });
});

describe('the word test', () => {
  it('reports file, line, word and what to write', () => {
    const text = 'const a = 1;\n/**\n * The caller is\n * told.\n */\nconst b = `\n${a} shall`;\n';
    expect(findingsIn([{ path: 'tools/a.ts', text }], [])).toEqual([
      { file: 'tools/a.ts', line: 4, word: 'told', rule: 'told', write: expect.stringContaining('reported') as string },
      { file: 'tools/a.ts', line: 7, word: 'shall', rule: 'shall', write: expect.stringContaining('must') as string },
    ]);
  });

  it('finds a phrase that goes over the end of a line', () => {
    expect(rulesIn('// Keeps the text as it\n// is, without a change.\nconst a = 1;')).toEqual(['as it is']);
    expect(rulesIn('/**\n * Has a field of\n * its own.\n */\nconst a = 1;')).toEqual(['of its own']);
  });

  it('leaves code alone: keys, paths, code in sentences, and examples but for their comments', () => {
    expect(rulesIn(`import 'anew'; f('told'); x['shall_we']; // Reads \`told.besides\`, see {@link settle}.`)).toEqual(
      [],
    );
    expect(rulesIn('```ts\nconst told = besides(); // once\n```\n', 'README.md')).toEqual([]);
    expect(rulesIn('```ts\nsend(); // once told\n```\n', 'README.md')).toEqual(['told']);
    expect(rulesIn('A [link](told/besides.md).', 'a.md')).toEqual([]);
    expect(rulesIn('const a = `${told(`x y`)} b c`;')).toEqual([]);
  });

  it('reads the text between the tags of a component', () => {
    const component = 'export const A = () => <p class="told">It says what was told.</p>;';
    expect(rulesIn(component, 'tools/a/a.tsx')).toEqual(['told']);
  });

  it('passes over what is exempt', () => {
    const files = [{ path: 'tools/a/b.ts', text: '// told, besides\nconst a = 1;' }];
    const exempt = (words: '*' | string[]) => findingsIn(files, [{ path: 'tools/a', words, reason: 'Proof.' }]);
    expect(exempt(['told']).map(({ word }) => word)).toEqual(['besides']);
    expect(exempt('*')).toEqual([]);
  });

  it('counts by package', () => {
    const paths = ['README.md', 'packages/core/src/a.ts', 'tools/hosts/n8n/real/a.ts', 'tools/cli/a.ts'];
    expect(paths.map(packageOf)).toEqual(['(root)', 'packages/core', 'tools/hosts/n8n', 'tools/cli']);
  });
});

describe('the repository', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));

  it('has no banned word', () => {
    const files = readFiles([], root);
    expect(files.length).toBeGreaterThan(500);
    expect(findingsIn(files).map(({ file, line, word }) => `${file}:${line}: ${word}`)).toEqual([]);
  });

  it('has every exempt word at its place', () => {
    const files = readFiles([], root);
    for (const { path, words, reason } of EXEMPTIONS) {
      const found = findingsIn(
        files.filter((file) => file.path === path || file.path.startsWith(`${path}/`)),
        [],
      );
      const lacking =
        words === '*' ? [] : words.filter((word) => !found.some((one) => one.word.toLowerCase() === word));
      expect([found.length > 0, lacking], `${path}: ${reason}`).toEqual([true, []]);
    }
  });
});
