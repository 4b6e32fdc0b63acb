/** The body of a sync transcription. Contract: `newer.md` section 8. */
export interface Form {
  readonly body: Uint8Array;
  readonly contentType: string;
}

const encoder = new TextEncoder();

/** Both parts in one body. The config comes first, because the service decodes audio as it arrives. */
export function formOf(
  config: Readonly<Record<string, unknown>>,
  audio: Uint8Array,
  isPcm: boolean,
  random: () => number,
): Form {
  const boundary = `----aai-${Array.from({ length: 4 }, () => random().toString(36).slice(2, 10)).join('')}`;
  const [extension, type] = isPcm ? ['pcm', 'audio/pcm'] : ['wav', 'audio/wav'];
  const part = (name: string, about: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${about}\r\n\r\n`;
  const head = encoder.encode(
    `${part('config', '\r\nContent-Type: application/json')}${JSON.stringify(config)}\r\n${part('audio', `; filename="audio.${extension}"\r\nContent-Type: ${type}`)}`,
  );
  const end = encoder.encode(`\r\n--${boundary}--\r\n`);
  const body = new Uint8Array(head.length + audio.length + end.length);
  body.set(head);
  body.set(audio, head.length);
  body.set(end, head.length + audio.length);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Seconds of audio in a WAV file; undefined for anything other than 16-bit PCM in WAV. */
export function wavSeconds(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return undefined;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ' && at + 24 <= bytes.length) {
      if (view.getUint16(at + 8, true) !== 1 || view.getUint16(at + 22, true) !== 16) return undefined;
      bytesPerSecond = view.getUint32(at + 16, true);
    }
    // Recorders that do not know the size at the start write one that is too large.
    if (tag(at) === 'data')
      return bytesPerSecond > 0 ? Math.min(size, bytes.length - at - 8) / bytesPerSecond : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** The 44-byte WAV header for 16-bit PCM of `size` bytes. */
export function wavHeader(sampleRate: number, channels: number, size: number): Uint8Array {
  const header = new Uint8Array(44);
  const view = new DataView(header.buffer);
  header.set(encoder.encode('RIFF'));
  view.setUint32(4, size + 36, true);
  header.set(encoder.encode('WAVEfmt '), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  header.set(encoder.encode('data'), 36);
  view.setUint32(40, size, true);
  return header;
}
