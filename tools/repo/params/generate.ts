/** The types of all parameters, written from the catalogue. */
import {
  type Fields,
  findEntry,
  lemurSummaryParams,
  LIVE_CHANGES,
  optionsOf,
  streamingParams,
  syncParams,
  transcriptParams,
} from '@aai-connectors/core';
import { format } from 'prettier';
import { docOf } from './docs.ts';
import { FILES, ITEMS, OVERRIDES, type Written } from './plan.ts';
import { type Member, treeOf } from './tree.ts';
import { type TypeWriter, typeOf, type Vocabulary } from './types.ts';

const SOURCES: Readonly<Record<string, Fields>> = {
  transcription: transcriptParams,
  streaming: streamingParams,
  sync: syncParams,
  'lemur summary': lemurSummaryParams,
};

const fieldsOf = (source: string): Fields => {
  const fields = SOURCES[source] ?? findEntry(source)?.params;
  if (fields === undefined) throw new Error(`There is no form "${source}".`);
  return fields;
};

const valuesOf = (source: string, key: string): readonly string[] =>
  optionsOf(fieldsOf(source)[key]!).map(({ value }) => value);

const VOCABULARIES: readonly Vocabulary[] = [
  {
    name: 'LanguageCode',
    about: 'A language, with its regional form where it has one.',
    values: valuesOf('transcription', 'language_code'),
  },
  {
    name: 'PiiPolicy',
    about: 'A kind of personal information.',
    values: valuesOf('transcription', 'redact_pii_policies'),
  },
  {
    name: 'StreamingPiiPolicy',
    about: 'A kind of personal information that live transcription redacts.',
    values: valuesOf('streaming', 'redact_pii_policies'),
  },
  { name: 'SpeechModel', about: 'A speech model for recordings.', values: valuesOf('transcription', 'speech_models') },
  {
    name: 'StreamingModel',
    about: 'A speech model for live transcription.',
    values: valuesOf('streaming', 'speech_model'),
  },
  { name: 'StreamingEncoding', about: 'How live audio is encoded.', values: valuesOf('streaming', 'encoding') },
  {
    name: 'GatewayModel',
    about: 'A language model of the LLM Gateway. `llm.models()` lists all.',
    values: valuesOf('llm_chat', 'model'),
  },
  {
    name: 'LemurModel',
    about: 'A language model of the LLM Gateway, or of LeMUR, which has ended.',
    values: valuesOf('lemur_task', 'final_model'),
  },
];

const HEADER = '// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.';

const ANY_TEXT = "import type { AnyText } from '../any-text.ts';";

/** Path from `packages/core/src/params` to the text of each generated file. */
export async function generatedParams(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>([['vocabulary.ts', vocabularyFile()]]);
  for (const { name, about, interfaces } of FILES) files.set(`${name}.ts`, fileOf(about, interfaces));
  const options = { parser: 'typescript', singleQuote: true, printWidth: 120, trailingComma: 'all' } as const;
  for (const [path, text] of files) files.set(path, await format(text, options));
  return files;
}

function vocabularyFile(): string {
  const types = VOCABULARIES.map(
    ({ name, about, values }) =>
      `/** ${about} Other names pass: the vendor adds some often. */\nexport type ${name} = ${values.map((value) => `'${value}'`).join(' | ')} | AnyText;`,
  );
  const changes = LIVE_CHANGES.map((name) => `'${name}'`).join(' | ');
  types.push(`/** A parameter that can be changed while a session runs. */\nexport type StreamingChange = ${changes};`);
  return `${HEADER}\n${ANY_TEXT}\n\n${types.join('\n\n')}\n`;
}

function fileOf(about: string, interfaces: readonly Written[]): string {
  const done: string[] = [];
  for (const one of interfaces) done.push(...interfaceTexts(one));
  const body = done.join('\n\n');
  const used = VOCABULARIES.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const json = ['Json', 'JsonObject'].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return [
    HEADER,
    ...(/\bAnyText\b/.test(body) ? [ANY_TEXT] : []),
    ...(json.length === 0 ? [] : [`import type { ${json.join(', ')} } from '../model.ts';`]),
    ...(body.includes('ChatMessage') ? ["import type { ChatMessage } from './message.ts';"] : []),
    ...(used.length === 0 ? [] : [`import type { ${used.join(', ')} } from './vocabulary.ts';`]),
    '',
    `/** ${about} */`,
    body,
    '',
  ].join('\n');
}

/** The interface with those of its objects and rows, which come after it. */
function interfaceTexts({ name, source, place = 'body', only, base, nullable = false }: Written): readonly string[] {
  const siblings = fieldsOf(source);
  const inner: string[] = [];
  const writer: TypeWriter = {
    vocabularies: VOCABULARIES,
    item(path, columns, open) {
      const item = ITEMS[path.split('.').at(-1)!];
      if (item === undefined) throw new Error(`The rows of ${path} need a name in plan.ts.`);
      inner.push(write(item, treeOf(columns), columns, undefined, open));
      return item;
    },
  };
  const members = treeOf(siblings, place).filter((member) => only(member.path, groupOf(member)));
  if (members.length === 0) throw new Error(`The interface ${name} is empty.`);
  const top = write(name, members, siblings, base, false);
  return [top, ...inner];

  function write(
    title: string,
    list: readonly Member[],
    around: Fields,
    extended: string | undefined,
    open: boolean,
  ): string {
    const lines = list.map((member) => {
      const isRequired = requiredIn(member);
      const none = isRequired ? '' : nullable ? ' | null | undefined' : ' | undefined';
      return `${comment(docFor(member, around))}\nreadonly ${member.name}${isRequired ? '' : '?'}: ${typeFor(member)}${none};`;
    });
    const rest = open ? ['/** Any further property. */\nreadonly [property: string]: unknown;'] : [];
    return `export interface ${title}${extended === undefined ? '' : ` extends ${extended}`} {\n${[...lines, ...rest].join('\n')}\n}`;
  }

  function typeFor(member: Member): string {
    const override = OVERRIDES[`${source}: ${member.path}`];
    if (override !== undefined) return override;
    if (member.members.length === 0)
      return member.field?.layout === 'presence'
        ? 'Readonly<Record<string, never>>'
        : typeOf(member.path, member.field!, writer);
    const title = objectName(member.path);
    inner.push(`/** ${objectAbout(member)} */\n${write(title, member.members, siblings, undefined, false)}`);
    return title;
  }

  function docFor({ path, field, ...member }: Member, around: Fields): readonly string[] {
    return field === undefined ? [objectAbout({ path, field, ...member })] : docOf(path, field, around);
  }
}

const objectAbout = ({ field, path, members }: Member): string =>
  field?.help ?? `Options of \`${path}\`: ${members.map(({ name }) => `\`${name}\``).join(', ')}.`;

/** An object that no field stands for is required if nothing else can stand in its place. */
const requiredIn = ({ field, name, path }: Member): boolean =>
  field?.required === true || (field === undefined && name === 'request' && path === 'speech_understanding.request');

function groupOf({ field, members, path }: Member): string {
  if (path === 'speech_understanding') return 'understanding';
  return field?.group ?? (members[0] === undefined ? 'primary' : groupOf(members[0]));
}

/** `SpeakerOptions` of `speaker_options`, `TranslationRequest` of `speech_understanding.request.translation`. */
function objectName(path: string): string {
  const parts = path.split('.');
  const last = parts.at(-1)!;
  const title = last.replace(/(^|_)[a-z]/g, (start) => start.at(-1)!.toUpperCase());
  if (parts.length === 1) return title;
  return last === 'request' ? `${objectName(parts.slice(0, -1).join('.'))}Request` : `${title}Request`;
}

const comment = (lines: readonly string[]): string =>
  lines.length === 1 && lines[0]!.length < 100
    ? `/** ${lines[0]} */`
    : ['/**', ...lines.flatMap(wrapped).map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');

/** At most 112 characters in a line. */
function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > 112) {
    const at = rest.lastIndexOf(' ', 112);
    if (at < 1) break;
    lines.push(rest.slice(0, at));
    rest = `${line.startsWith('- ') ? '  ' : ''}${rest.slice(at + 1)}`;
  }
  return [...lines, rest];
}
