import { clock, speakerName, turnsOf } from '@aai-connectors/core';
import { element, escapeHtml } from '../html/html.ts';
import { codeBlock } from '../html/markdown.ts';
import type { FormGroup } from './forms/groups.ts';
import { HOSTS, type HostFacts } from './hosts.ts';
import { fenced, table } from './markdown-text.ts';
import type { Page } from './page.ts';
import type { Sample } from './sample.ts';
import type { Flow } from './templates/flow.ts';

const TITLE = 'Speech-to-text where your team already works';
const LEAD =
  'AssemblyAI for n8n, Zapier, Activepieces and LangChain.js. Transcribe, summarize, redact and search recordings in the tools you have. Try all of it on your own machine, without an account.';
const COMMANDS = 'npm ci\nnpm run gallery';

const CODE = `import { createClient, toSrt } from '@aai-connectors/core/node';

const client = createClient();
const transcript = await client.transcribe('call.wav', { speaker_labels: true });
console.log(toSrt(transcript, { speakers: 'prefix' }));`;

export interface HomeFacts {
  readonly groups: readonly FormGroup[];
  readonly flows: readonly Flow[];
  readonly sample: Sample;
  /** Kinds of failure that the stand-in simulates. */
  readonly faults: number;
}

type Promised = readonly [title: string, text: string, path: string];

const promisesWith = ({ faults }: HomeFacts): readonly Promised[] => [
  ['Nothing is billed twice', 'A lost response, a killed worker or a retry never starts a second job.', 'docs/scaling'],
  [
    'Waiting costs nothing',
    'Steps suspend until AssemblyAI calls back, and check by themselves if the call is lost.',
    'docs/waiting',
  ],
  ['Keys stay private', 'The key goes to AssemblyAI only. Errors, logs and traces never contain it.', 'docs/privacy'],
  ['Errors say what to do', 'Ten codes, the label of the field, and the ID of the job that is billed.', 'docs/errors'],
  ['Every word exactly once', 'Live sessions reconnect, and lose or repeat no word.', 'docs/live'],
  [
    'Offline by default',
    `A local stand-in implements the documented API, with real speech and ${faults} kinds of failure.`,
    'docs/packages/stand-in',
  ],
];

/** The first page. */
export function homePage(facts: HomeFacts): Page {
  return {
    path: 'index',
    title: TITLE,
    description: LEAD,
    section: 'start',
    markdown: [
      LEAD,
      fenced('bash', COMMANDS),
      table(
        ['Host', 'Package', 'Operations', 'Templates', 'For'],
        HOSTS.map((host) => {
          const { operations, templates } = countsOf(host, facts);
          return [host.name, host.packageKind, String(operations), String(templates), host.audience];
        }),
      ),
      ...promisesWith(facts).map(([title, text, path]) => `**[${title}](/${path}).** ${text}`),
      fenced('ts', CODE),
    ].join('\n\n'),
    html: [hero(facts), hosts(facts), promises(facts), developers()].join(''),
  };
}

const hero = ({ sample }: HomeFacts): string =>
  element(
    'section',
    { class: 'hero' },
    element(
      'div',
      { class: 'hero-words' },
      element('h1', {}, TITLE),
      element('p', { class: 'lead' }, escapeHtml(LEAD)),
      element(
        'p',
        { class: 'actions' },
        element('a', { class: 'button primary', href: '/try-it' }, 'Try it'),
        element('a', { class: 'button', href: '/templates' }, 'Browse templates'),
      ),
      element('div', { class: 'commands' }, codeBlock(COMMANDS, 'bash')),
    ),
    element('figure', { class: 'demo' }, ...demo(sample)),
  );

/** The start of the bundled call, as the try-it page shows it. */
function demo({ transcript }: Sample): readonly string[] {
  const turns = turnsOf(transcript).slice(0, 4);
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
  return [
    element(
      'ol',
      { class: 'turns' },
      ...turns.map(({ speaker, start, text }) =>
        element(
          'li',
          { class: 'turn', 'data-speaker': speakers.indexOf(speaker) },
          element(
            'p',
            { class: 'turn-head' },
            element('span', { class: 'turn-name' }, escapeHtml(speakerName(speaker, transcript) ?? '')),
            element('span', { class: 'turn-time' }, clock(start)),
          ),
          element('p', { class: 'turn-text' }, escapeHtml(text)),
        ),
      ),
    ),
    element('figcaption', {}, 'The bundled call, transcribed by the local stand-in.'),
  ];
}

const hosts = (facts: HomeFacts): string =>
  element(
    'section',
    { 'aria-labelledby': 'hosts' },
    element('h2', { id: 'hosts' }, 'Choose your host'),
    element('ul', { class: 'cards' }, ...HOSTS.map((host) => hostCard(host, facts))),
  );

function hostCard(host: HostFacts, facts: HomeFacts): string {
  const { operations, templates } = countsOf(host, facts);
  return element(
    'li',
    { class: 'card', 'data-host': host.id },
    element('h3', {}, element('a', { href: `/docs/first-transcript-${host.id}` }, host.name)),
    element('p', {}, `For ${host.audience}.`),
    element('p', { class: 'apps' }, `${operations} operations · ${templates} templates · ${host.packageKind}`),
  );
}

const countsOf = ({ id }: HostFacts, { groups, flows }: HomeFacts): { operations: number; templates: number } => ({
  operations: groups.filter(({ kind, forms }) => kind === 'operation' && forms.some(({ host }) => host === id)).length,
  templates: flows.filter(({ host }) => host === id).length,
});

const promises = (facts: HomeFacts): string =>
  element(
    'section',
    { 'aria-labelledby': 'promises' },
    element('h2', { id: 'promises' }, 'Built for production'),
    element(
      'ul',
      { class: 'promises' },
      ...promisesWith(facts).map(([title, text, path]) =>
        element(
          'li',
          {},
          element('h3', {}, element('a', { href: `/${path}` }, title)),
          element('p', {}, escapeHtml(text)),
        ),
      ),
    ),
  );

const developers = (): string =>
  element(
    'section',
    { class: 'split', 'aria-labelledby': 'developers' },
    element(
      'div',
      {},
      element('h2', { id: 'developers' }, 'For developers'),
      element(
        'p',
        {},
        'The core client runs in Node, browsers, workers, Deno and Bun. It types every parameter, streams uploads, and writes subtitles and notes.',
      ),
      element(
        'p',
        { class: 'actions' },
        element('a', { class: 'button', href: '/docs/first-transcript-code' }, 'Start with code'),
        element('a', { class: 'button', href: '/docs/reference' }, 'API reference'),
      ),
    ),
    codeBlock(CODE, 'ts'),
  );
