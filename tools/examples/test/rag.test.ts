import { describe, expect, it } from 'vitest';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { ask } from '../rag/ask.ts';
import { BundledEmbeddings } from '../rag/embeddings.ts';

const audio = (name: string): string => recordingPath(`${name}.wav`);

describe('the example that answers questions about recordings', () => {
  it('quotes the right words, speaker and time, and says which recording failed', async () => {
    const standIn = await startStandIn();
    const printed: string[] = [];
    const noted: string[] = [];
    await ask({
      sources: [audio('jfk'), audio('dialogue'), audio('missing')],
      questions: ['How long does the refund take?', 'What can I do for my country?', 'What is the weather like?'],
      connection: { apiKey: standIn.keys[0]!, hosts: standIn.hosts },
      embeddings: new BundledEmbeddings(),
      print: (line) => void printed.push(line),
      note: (line) => void noted.push(line),
    });
    await standIn.close();
    const [refund, country, weather] = printed.join('\n').split(/(?=Question  What)/);
    expect(refund).toContain('five working days');
    expect(refund).toContain('Speaker   A');
    const [, start, end] = /Time {6}([\d.]+)–([\d.]+) s of dialogue\.wav/.exec(refund!)!;
    expect(Math.abs(Number(start) - 17.6)).toBeLessThan(0.4);
    expect(Math.abs(Number(end) - 21.4)).toBeLessThan(0.4);
    expect(country).toContain('ask what you can do for your country');
    expect(weather).toContain('Nothing was said about it.');
    expect(noted.join('\n')).toMatch(/missing\.wav: There is no file at/);
  });
});
