import { describe, expect, it } from 'vitest';
import { withFacts } from '../content/docs/facts.ts';
import { guideOf } from '../content/docs/guides.ts';
import { readErrorTable } from '../content/docs/errors.ts';
import { relink } from '../content/docs/links.ts';
import { readFaults } from '../content/docs/measured.ts';
import { pageOf } from '../content/docs/reference.ts';
import { groupForms } from '../content/forms/groups.ts';
import { fenced, table } from '../content/markdown-text.ts';
import { readDescriptions } from '../content/templates/activepieces.ts';
import { readNote } from '../content/templates/n8n.ts';
import { slugOf } from '../content/templates/zapier.ts';

describe('A guide', () => {
  const facts = new Map([['operations', '23']]);

  it('names facts of the catalogue', () => {
    const guide = guideOf(
      '10-waiting.md',
      '---\ntitle: A\ndescription: B.\n---\n\n{{fact:operations}} and {{1.text}}',
      facts,
    );
    expect(guide).toMatchObject({ path: 'docs/waiting', title: 'A', description: 'B.', markdown: '23 and {{1.text}}' });
  });

  it('must not name a fact that does not exist, nor lack its head', () => {
    expect(() => withFacts('{{fact:nothing}}', facts, 'a.md')).toThrow('The guide a.md names the fact "nothing"');
    expect(() => guideOf('a.md', 'text', facts)).toThrow('must start with a title');
  });
});

describe('Links of a document', () => {
  const pages = new Map([['packages/core/README.md', 'docs/packages/core']]);

  it('lead to its page on the site, or to GitHub', () => {
    const { markdown } = relink(
      '[a](../core/README.md#errors) [b](src/x.ts) [c](#d) [e](https://f.g)',
      'packages/n/README.md',
      pages,
    );
    expect(markdown).toBe(
      '[a](/docs/packages/core#errors) [b](https://github.com/aai-connectors/aai-connectors/blob/main/packages/n/src/x.ts) [c](#d) [e](https://f.g)',
    );
  });

  it('lead to the page if they are links to GitHub', () => {
    const url = 'https://github.com/aai-connectors/aai-connectors/blob/main/packages/core/README.md';
    expect(relink(`[a](${url})`, 'README.md', pages).markdown).toBe('[a](/docs/packages/core)');
  });

  it('show pictures of the repository from the site', () => {
    const url =
      'https://raw.githubusercontent.com/aai-connectors/aai-connectors/main/packages/n8n-node/docs/canvas.png';
    expect(relink(`![The [canvas]](${url})`, 'packages/n8n-node/README.md', pages)).toEqual({
      markdown: '![The [canvas]](/assets/n8n-node-docs-canvas.png)',
      pictures: ['packages/n8n-node/docs/canvas.png'],
    });
  });
});

describe('A page of the reference', () => {
  it('links to the other pages of the reference', () => {
    const page = pageOf(
      'web/functions/createClient.md',
      '# Function: createClient()\n\n> **createClient**(): [`A`](../interfaces/A.md#b)\n\nCreates a client.',
      { slug: 'core', title: 'core', names: new Map() },
    );
    expect(page.path).toBe('docs/reference/core/web/functions/createClient');
    expect(page.title).toBe('Function: createClient()');
    expect(page.markdown).toContain('](/docs/reference/core/web/interfaces/A#b)');
    expect(page.searchText).toBe('Creates a client.');
  });
});

describe('What programs print', () => {
  it('is read as the fault matrix', () => {
    const output =
      'How each operation ends.\n\nserver-500: The service fails.\n  get redacted audio  ok/server (2)\n  transcribe          ok/server\n\n2 operations × 1 faults × 2 = 4 runs; 0 ended badly\n';
    expect(readFaults(output)).toEqual([
      {
        name: 'server-500',
        description: 'The service fails.',
        rows: [
          { operation: 'get redacted audio', once: 'ok', always: 'server' },
          { operation: 'transcribe', once: 'ok', always: 'server' },
        ],
      },
    ]);
  });
});

describe('Texts for pages', () => {
  it('are read from the note of an n8n template', () => {
    expect(readNote('## Title\nWhat it does.\n\n### Set up\n1. One')).toEqual({
      description: 'What it does.',
      notes: '## Set up\n1. One',
    });
  });

  it('are read from the table of the Activepieces README', () => {
    const rows = '| [A flow](templates/a-flow.json)   | audio → text   | Slack |';
    expect(readDescriptions(rows).get('a-flow.json')).toBe('Audio → text.');
  });

  it('must have a row for each error code', () => {
    expect(() => readErrorTable('| `bad_input` | a | b | c |')).toThrow('lacks authentication');
  });

  it('make addresses of titles', () => {
    expect(slugOf('Send summaries: "Zoom" to Slack!')).toBe('send-summaries-zoom-to-slack');
  });

  it('fit into tables and code blocks', () => {
    expect(table(['A'], [['b|c\nd']])).toBe('| A |\n| --- |\n| b\\|c d |');
    expect(fenced('md', '```\ncode\n```')).toBe('````md\n```\ncode\n```\n````');
  });
});

describe('Forms', () => {
  const form = { host: 'zapier', kind: 'operation', label: '', help: '', shown: [], all: [] } as const;

  it('are grouped by the entry of the catalogue, the n8n triggers by their event', () => {
    const groups = groupForms([
      { ...form, id: 'new_transcript', kind: 'trigger' },
      { ...form, id: 'assemblyAiPollingTrigger', host: 'n8n', kind: 'trigger' },
      { ...form, id: 'transcribe' },
    ]);
    expect(groups.map(({ id, forms }) => [id, forms.length])).toEqual([
      ['transcribe', 1],
      ['new_transcript', 2],
    ]);
  });

  it('must belong to the catalogue, unless a trigger exists in one host only', () => {
    expect(() => groupForms([{ ...form, id: 'unknown' }])).toThrow('unknown');
    const live = { ...form, id: 'assemblyAiLiveTrigger', host: 'n8n', kind: 'trigger', label: 'Live Trigger' } as const;
    expect(groupForms([live])).toMatchObject([{ id: 'assemblyAiLiveTrigger', kind: 'trigger', label: 'Live Trigger' }]);
  });
});
