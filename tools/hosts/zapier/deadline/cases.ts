import { type AnyEntry, exampleInput, findEntry } from '@aai-connectors/core';
import type { BuiltApp } from '../emulator/index.ts';

/** One function of the app, with an input. */
export interface Case {
  readonly name: string;
  readonly method: string;
  readonly inputData: Readonly<Record<string, unknown>>;
  readonly meta?: Readonly<Record<string, unknown>>;
  /** The requests that are slow. @default all */
  readonly slow?: { readonly method?: string; readonly path?: string };
}

/** What the account of the cases has. */
export interface Known {
  readonly transcriptId: string;
  /** Another transcript, which is deleted. */
  readonly unwantedId: string;
  readonly audioUrl: string;
  /** A link to a file that arrives slowly. */
  readonly slowUrl: string;
  /** The private link under which the platform passes such a file. */
  readonly heldUrl: string;
}

/** Every function of the app that sends requests, and what Transcribe Audio does with different answers. */
export function casesOf(app: BuiltApp, known: Known): readonly Case[] {
  const inputOf = (id: string): Readonly<Record<string, unknown>> => onForm(findEntry(id)!, known);
  const { audioUrl: audio_url, slowUrl, heldUrl, unwantedId } = known;
  const inputFor = (id: string): Readonly<Record<string, unknown>> => {
    if (id === 'upload_file') return { file: heldUrl };
    return id === 'delete_transcript' ? { transcript_id: unwantedId } : inputOf(id);
  };
  const transcribe = (name: string, inputData: object, more: Partial<Case> = {}): Case => ({
    name: `Transcribe Audio, ${name}`,
    method: 'creates.transcribe.operation.perform',
    inputData: { audio_url, ...inputData },
    ...more,
  });
  const ofKind = (kind: 'creates' | 'searches'): Case[] =>
    Object.keys(app[kind])
      .filter((key) => key !== 'transcribe')
      .map((key) => ({
        name: findEntry(key)?.label ?? key,
        method: `${kind}.${key}.operation.perform`,
        inputData: inputFor(key),
      }));
  const finding = (name: string, inputData: object): Case => ({
    name: `Find Transcript by ${name}`,
    method: 'searches.get_transcript.operation.perform',
    inputData: { ...inputData },
  });
  const hydrator = (name: string, inputData: object): Case => ({
    name: `hydrator ${name}`,
    method: `hydrators.${name}`,
    inputData: { ...inputData },
  });
  const id = known.transcriptId;
  return [
    { name: 'test of the connection', method: 'authentication.test', inputData: {} },
    transcribe('link', {}),
    transcribe('link and question', { follow_up_prompt: 'What is it about?' }),
    transcribe('question, slow model', { follow_up_prompt: 'What is it about?' }, { slow: { path: '/v1/*' } }),
    transcribe('slow submission', {}, { slow: { method: 'POST', path: '/v2/transcript' } }),
    transcribe('file', { audio_url: '', audio_file: heldUrl }),
    transcribe('link to upload', { audio_url: slowUrl, send_as: 'file', more_settings: ['advanced'] }),
    transcribe('without waiting', { wait: 'false' }),
    transcribe('test in the editor', {}, { meta: { isLoadingSample: true } }),
    ...ofKind('creates'),
    { name: 'Upload File, link', method: 'creates.upload_file.operation.perform', inputData: { file_url: slowUrl } },
    ...ofKind('searches'),
    finding('an audio URL', { audio: 'https://example.com/one.mp3' }),
    finding('a missing file name', { audio: 'none.mp3' }),
    finding('a time', { created_before: '2100-01-01' }),
    ...Object.keys(app.triggers).map((key) => ({
      name: `trigger ${key}`,
      method: `triggers.${key}.operation.perform`,
      inputData: {},
    })),
    hydrator('transcript', { id }),
    hydrator('transcriptFile', { id, key: 'srt' }),
    hydrator('operationFile', {
      entry: 'get_subtitles',
      answers: inputOf('get_subtitles'),
      name: 'a.srt',
      mime: 'text/plain',
    }),
    hydrator('linkedFile', { url: slowUrl, name: 'a.wav', mime: 'audio/wav' }),
  ];
}

/** The example of an entry as the host's form returns it. */
const onForm = (entry: AnyEntry, known: Known): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(exampleInput(entry, known)).map(([key, answer]) => {
      const field = entry.params[key];
      if (field?.kind !== 'rows') return [key, answer];
      return [key, (answer as readonly object[]).map((row) => withPrefix(key, row))];
    }),
  );

const withPrefix = (key: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [`${key}_${column}`, value as unknown]));
