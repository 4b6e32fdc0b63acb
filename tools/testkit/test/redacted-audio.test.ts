import { type Client, createClient } from '@aai-connectors/core';
import { fetchIo } from '@aai-connectors/core/web';
import { type Engine, isVirtual, startStandIn, type StandInOptions } from '@aai-connectors/stand-in';
import { describe, expect, it, onTestFinished } from 'vitest';

const asked = { redact_pii: true, redact_pii_audio: true, redact_pii_policies: ['person_name'] };

/** Words over a recording of this repository, so that no recognizer is needed; or none. */
const engine = (text: string): Engine => ({
  name: 'words',
  async transcribe({ file }) {
    await file();
    const words = text.split(' ').filter(Boolean);
    const at = (index: number) => ({ start: index * 400, end: index * 400 + 400, confidence: 1, speaker: null });
    const spoken = words.map((word, index) => ({ text: word, ...at(index) }));
    return { words: spoken, durationMs: 8000, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
  },
});

/** A client and a service whose redacted audio takes a minute longer than the transcript, on one virtual clock. */
async function stage(text: string, options: StandInOptions = {}) {
  const timing = { queuedMs: 1000, processingMs: 5000, redactionMs: 60_000 };
  const standIn = await startStandIn({ clock: 'manual', engines: [engine(text)], timing, ...options });
  onTestFinished(() => standIn.close());
  const { clock } = standIn;
  if (!isVirtual(clock)) throw new Error('This test needs a clock that can be moved.');
  const io = { ...fetchIo(), sleep: (ms: number) => clock.advance(ms), now: () => clock.now() };
  const client: Client = createClient({ apiKey: standIn.keys[0], hosts: standIn.hosts, io });
  return { client, clock, audio: standIn.audio['jfk']! };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error as { code?: string }).code,
  );

describe('redacted audio of the stand-in', () => {
  it.each(['refused', 'status'] as const)(
    'comes right after transcribe, while it is pending with a %s',
    async (pendingRedactedAudio) => {
      const { client, audio } = await stage('Ask not', { pendingRedactedAudio });
      const { id } = await client.transcribe(audio, asked);
      const { contentType, data } = await client.transcripts.redactedAudioFile(id);
      expect(contentType).toBe('audio/wav');
      let bytes = 0;
      for await (const piece of data) bytes += piece.byteLength;
      expect(bytes).toBeGreaterThan(100_000);
    },
  );

  it('is ready when transcribe waits for it, and may be waited for right after the submission', async () => {
    const { client, audio } = await stage('Ask not');
    const { id } = await client.transcribe(audio, asked, { redactedAudio: true });
    expect(await client.transcripts.redactedAudio(id)).toMatchObject({ status: 'redacted_audio_ready' });
    const submitted = await client.transcripts.submit({ audio_url: audio, ...asked });
    expect(await client.transcripts.waitForRedactedAudio(submitted.id)).toMatchObject({
      redacted_audio_url: expect.stringContaining(submitted.id) as string,
    });
  });

  it('has different errors: not requested, no speech, not ready, expired', async () => {
    const { client, audio, clock } = await stage('Ask not');
    const plain = await client.transcribe(audio);
    expect(await codeOf(client.transcripts.redactedAudioFile(plain.id))).toBe('bad_input');

    const silent = await stage('');
    const { id: silentId } = await silent.client.transcribe(silent.audio, asked);
    await expect(silent.client.transcripts.redactedAudioFile(silentId)).rejects.toThrow('no speech');

    const { id } = await client.transcribe(audio, asked);
    expect(await codeOf(client.transcripts.redactedAudioFile(id, { deadlineMs: 10_000 }))).toBe('timeout');

    await client.transcripts.waitForRedactedAudio(id);
    await clock.advance(25 * 3_600_000);
    await expect(client.transcripts.redactedAudioFile(id)).rejects.toThrow('has expired. It is available for 24 hours');
  });
});
