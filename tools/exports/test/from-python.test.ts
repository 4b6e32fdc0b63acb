import { readFile } from 'node:fs/promises';
import { AssemblyAILoader } from '@aai-connectors/langchain';
import type { StandIn } from '@aai-connectors/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quickStandIn } from './quick-stand-in.ts';

interface Row {
  readonly python: string;
  readonly options: Options;
  readonly documents: string;
}

type Options = Omit<ConstructorParameters<typeof AssemblyAILoader>[0], 'source'>;

const PAGE = new URL('../../../packages/langchain-loader/README.md', import.meta.url);
const ROW = /^\| (?<python>(?:LangChain|Haystack): .+?) *\| `(?<options>\{.+?\})` *\| (?<documents>.+?) *\|$/gm;

/** An object of the page as JSON: names in quotes, and texts in double quotes. */
const asJson = (code: string): string => code.replace(/(\w+):/g, '"$1":').replaceAll("'", '"');

const rows = [...(await readFile(PAGE, 'utf8')).matchAll(ROW)].map(({ groups }): Row => {
  const { python = '', options = '', documents = '' } = groups ?? {};
  return { python, options: JSON.parse(asJson(options)) as Options, documents };
});

describe('the table for people who come from Python', () => {
  let standIn: StandIn;
  beforeAll(async () => void (standIn = await quickStandIn()));
  afterAll(() => standIn.close());

  it('has the five formats of LangChain, and the three outputs of Haystack', () => {
    const text = rows.map(({ python }) => python).join('\n');
    for (const name of ['TEXT', 'SENTENCES', 'PARAGRAPHS', 'SUBTITLES_SRT', 'SUBTITLES_VTT']) {
      expect(text).toContain(`LangChain: \`transcript_format=TranscriptFormat.${name}\``);
    }
    for (const name of ['transcription', 'summarization', 'speaker_labels'])
      expect(text).toContain(`Haystack: \`${name}\``);
  });

  it.each(rows)('$python gives $documents', async ({ options, documents }) => {
    const loader = new AssemblyAILoader({
      ...options,
      source: 'https://assembly.ai/wildfires.mp3',
      apiKey: standIn.keys[0]!,
      baseUrl: standIn.url,
    });
    const loaded = await loader.load();
    if (documents.startsWith('one,')) expect(loaded).toHaveLength(1);
    else expect(loaded.length).toBeGreaterThan(1);
    for (const { pageContent, metadata } of loaded) {
      expect(pageContent).not.toBe('');
      for (const [, key] of documents.matchAll(/`(\w+)`/g)) expect(metadata).toHaveProperty(key!);
    }
  });
});
