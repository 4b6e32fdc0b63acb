import { describe, expectTypeOf, it } from 'vitest';
import {
  flag,
  media,
  number,
  openChoice,
  rows,
  terms,
  text,
  choice,
  choices,
  withWords,
} from '../../src/catalogue/kit/fields.ts';
import { operation } from '../../src/catalogue/kit/entry.ts';
import { perform } from '../../src/index.ts';
import type {
  AnyEntry,
  AnyInput,
  Client,
  Field,
  Fields,
  InputOf,
  Media,
  Transcript,
  TranscriptFields,
  ValueOf,
} from '../../src/index.ts';
import type { transcribe } from '../../src/catalogue/entries/transcript/transcribe.ts';

const source = 'test';
const words = { label: 'A', help: 'B.', source };
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'German' },
] as const;

const _form = {
  audio: media({ ...words, required: true }),
  name: text(words),
  count: number({ ...words, required: true, showWhen: { on: true } }),
  on: flag(words),
  only: choice({ ...words, options: LANGUAGES, required: true }),
  any: openChoice({ ...words, options: LANGUAGES }),
  some: choices({ ...words, options: LANGUAGES }),
  more: choices({ ...words, options: LANGUAGES, open: true }),
  list: terms(words),
  table: rows({ ...words, columns: { from: terms({ ...words, required: true }), to: text(words) } }),
};

type Input = InputOf<typeof _form>;

describe('types follow from the declarations', () => {
  it('map each kind of field to a type, required if the field is always shown', () => {
    expectTypeOf<Input['audio']>().toEqualTypeOf<Media>();
    expectTypeOf<Input['name']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Input['count']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Input['on']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Input['only']>().toEqualTypeOf<'en' | 'de'>();
    expectTypeOf<'fr'>().toExtend<NonNullable<Input['any']>>();
    expectTypeOf<Input['some']>().toEqualTypeOf<readonly ('en' | 'de')[] | undefined>();
    expectTypeOf<readonly string[]>().toExtend<NonNullable<Input['more']>>();
    expectTypeOf<Input['list']>().toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf<NonNullable<Input['table']>[number]['from']>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<NonNullable<Input['table']>[number]['to']>().toEqualTypeOf<string | undefined>();
  });

  it('make a conditionally shown field optional', () => {
    const _shown = withWords({ a: text({ ...words, required: true }) }, { showWhen: { on: true } });
    expectTypeOf<InputOf<typeof _shown>['a']>().toEqualTypeOf<string | undefined>();
  });

  it('include the parameters of a transcription', () => {
    type Transcription = InputOf<TranscriptFields>;
    expectTypeOf<{ audio_url: string }>().toExtend<Transcription>();
    expectTypeOf<{ audio_url: string; speakers_expected: 'two' }>().not.toExtend<Transcription>();
    expectTypeOf<{ speaker_labels: true }>().not.toExtend<Transcription>();
    expectTypeOf<Transcription['summary_model']>().toEqualTypeOf<
      'informative' | 'conversational' | 'catchy' | undefined
    >();
    expectTypeOf<NonNullable<Transcription['custom_spelling']>[number]>().toExtend<{
      from: readonly string[];
      to: string;
    }>();
  });

  it('give an operation exactly the input of its form', () => {
    operation({
      id: 'x',
      resource: 'api',
      label: 'X',
      action: 'X',
      help: 'X.',
      params: { id: text({ ...words, required: true }), size: number(words) },
      rules: [({ size }) => size === 0 && { field: 'size', message: 'No.' }],
      effect: 'read',
      run: async ({ input }) => {
        expectTypeOf(input).toEqualTypeOf<{ readonly id: string; readonly size?: number | undefined }>();
        return input.id;
      },
      reads: 'one',
      output: [],
      sample: 'x',
      example: { input: { id: 'x' }, exchange: [] },
      source,
    });
  });

  it('widen the input of an entry in a list', () => {
    expectTypeOf<typeof transcribe>().toExtend<AnyEntry>();
    expectTypeOf<AnyEntry['params']>().toEqualTypeOf<Fields>();
    expectTypeOf<Parameters<AnyEntry['run']>[0]['input']>().toEqualTypeOf<AnyInput>();
    expectTypeOf<AnyInput>().toEqualTypeOf<Readonly<Record<string, unknown>>>();
    expectTypeOf(perform<AnyEntry>).returns.resolves.toBeUnknown();
  });

  it('have a value type for every kind of field', () => {
    type WithoutValue = {
      [K in Field['kind']]: [ValueOf<Extract<Field, { readonly kind: K }>>] extends [never] ? K : never;
    }[Field['kind']];
    expectTypeOf<WithoutValue>().toBeNever();
  });

  it('infer the result of an entry', () => {
    expectTypeOf(perform<typeof transcribe>).returns.resolves.toEqualTypeOf<Transcript>();
    expectTypeOf<Parameters<typeof perform>[2]['client']>().toEqualTypeOf<Client>();
  });
});
