import type { SampleContext } from './context.ts';

/** Downloads the recording with redacted personal information. Source: `rest.md` section 6.4. */
export default async function run({ client, call, print }: SampleContext): Promise<void> {
  const transcript = await client.transcribe(
    call,
    { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true },
    { redactedAudio: true },
  );
  const { data } = await client.transcripts.redactedAudioFile(transcript.id);
  let bytes = 0;
  for await (const piece of data) bytes += piece.length;
  print(bytes > 100_000 ? 'a playable file' : `${bytes} bytes`);
}
