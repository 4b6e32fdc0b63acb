import { LocalesEnum } from '@activepieces/shared';
import { pieceTranslation } from '@activepieces/pieces-framework';
import { describe, expect, it } from 'vitest';
import { assemblyAi } from '../src/index.ts';
import { catalogueTexts } from './catalogue-texts.ts';
import { actions, choicesOf, settingsIn, type ShownProp, triggers } from './shown.ts';
import {
  catalogueDictionary,
  EXAMPLE,
  keyOf,
  LANGUAGES,
  languageFile,
  ownDictionary,
  staleKeys,
  translationOf,
} from './translations.ts';

/** Every text that people see, in the order of the forms. */
async function shownTexts(): Promise<readonly string[]> {
  const found = new Set<string>([assemblyAi.description]);
  const add = (text: unknown): void => void (typeof text === 'string' && text !== '' && found.add(text));
  const addProp = (prop: ShownProp): void => {
    add(prop.displayName);
    add(prop.description);
    for (const { label } of choicesOf(prop)) add(label);
    for (const part of Object.values(prop.properties ?? {})) addProp(part);
  };
  const { displayName, description, props } = assemblyAi.auth as unknown as ShownProp & {
    props: Record<string, ShownProp>;
  };
  add(displayName);
  add(description);
  for (const prop of Object.values(props)) addProp(prop);
  for (const part of [...actions, ...triggers]) {
    add(part.displayName);
    add(part.description);
    for (const prop of Object.values(part.props)) {
      addProp(prop);
      for (const setting of Object.values(await settingsIn(part, prop))) addProp(setting);
    }
  }
  return [...found];
}

const texts = await shownTexts();
const fileOf = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

it('lists each text that people see in the file for translators', async () => {
  const identity = Object.fromEntries(texts.map((text) => [keyOf(text), text]));
  await expect(fileOf(identity)).toMatchFileSnapshot('../src/i18n/translation.json');
});

describe.each(LANGUAGES)('The translation into %s', (language) => {
  const catalogue = catalogueDictionary(language);
  const own = ownDictionary(language);

  it('is written to the file that the platform reads', async () => {
    const content = languageFile(texts, { ...catalogue, ...own });
    await expect(fileOf(content)).toMatchFileSnapshot(`../src/i18n/${language}.json`);
  });

  it('has no text that the catalogue or the forms do not have', () => {
    expect(staleKeys([...texts, ...catalogueTexts()], catalogue)).toEqual([]);
    expect(staleKeys(texts, own)).toEqual([]);
  });

  it('has each text in one place only', () => {
    expect(Object.keys(own).filter((key) => key in catalogue)).toEqual([]);
  });

  it('keeps the values in braces of each text', () => {
    const values = (text: string): readonly string[] => [...text.matchAll(/\{+\w+\}+/g)].map(([value]) => value).sort();
    for (const [text, translation] of Object.entries({ ...catalogue, ...own })) {
      expect(values(translation), text).toEqual(values(text));
    }
  });
});

it('is what the platform shows to people who use German', () => {
  const i18n = { de: languageFile(texts, { ...catalogueDictionary('de'), ...ownDictionary('de') }) };
  const piece = { ...assemblyAi.metadata(), name: 'piece', version: '0.1.0', i18n };
  const { actions: translated, auth } = pieceTranslation.translatePiece({
    piece: piece as never,
    locale: LocalesEnum.GERMAN,
  }) as unknown as Record<'actions', Record<string, { props: Record<string, ShownProp> }>> & {
    auth: { props: Record<string, ShownProp> };
  };
  const { speaker_labels, files, more_settings } = translated['transcribe']!.props;
  expect(auth.props['api_key']!.displayName).toBe('API-Schlüssel');
  expect(speaker_labels!.displayName).toBe(catalogueDictionary('de')['Speaker Labels']);
  expect(files!.displayName).toBe('Dateien');
  expect(choicesOf(more_settings).map(({ label }) => label)).toContain('Sprache');
});

describe('The translation of a text', () => {
  const dictionary = {
    'A label': 'Ein Name',
    'One thing.': 'Eine Sache.',
    'Another thing.': 'Noch eine Sache.',
    'A third thing.': '三つ目。',
    [EXAMPLE]: 'Beispiel: {example}',
  };

  it.each([
    ['A label', 'Ein Name'],
    ['One thing. Another thing.', 'Eine Sache. Noch eine Sache.'],
    ['A third thing. One thing.', '三つ目。Eine Sache.'],
    ['One thing. Example: $& a.b', 'Eine Sache. Beispiel: $& a.b'],
  ])('of %j is %j', (text, translation) => {
    expect(translationOf(text, dictionary)).toBe(translation);
  });

  it.each(['Unknown', 'A label One thing.', 'One thing. Unknown thing.', 'Unknown thing. One thing.'])(
    'of %j is missing, rather than half English',
    (text) => {
      expect(translationOf(text, dictionary)).toBeUndefined();
      expect(languageFile([text], dictionary)).toEqual({});
    },
  );

  it('is stale if no form shows it as a text or a sentence', () => {
    const shown = ['A label', 'One thing. Another thing. Example: 1', 'About the inner label.'];
    expect(staleKeys(shown, { ...dictionary, 'inner label.': '', inner: '', label: '' })).toEqual([
      'A third thing.',
      'inner label.',
      'inner',
      'label',
    ]);
  });
});
