import { createOggReader } from './ogg.ts';

/** Decodes a stream of Opus in Ogg, whatever the size of its chunks. */
export interface OggOpus {
  /** Mono samples of {@link OGG_OPUS_RATE} that are complete now. @throws Error for bytes that are no Ogg */
  decode(bytes: Uint8Array): Promise<Int16Array>;
  close(): void;
}

/** Hz. Opus has no other rate. */
export const OGG_OPUS_RATE = 48_000;

/** Packets before the audio: its format, and its tags. Source: RFC 7845, section 3. */
const HEADERS = 2;

export function createOggOpus(): OggOpus {
  // The decoder takes longer to load than everything else here, so only sessions that need it load it.
  const opened = import('opus-decoder').then(async ({ OpusDecoder }) => {
    const decoder = new OpusDecoder();
    await decoder.ready;
    return decoder;
  });
  const reader = createOggReader();
  let packets = 0;
  return {
    async decode(bytes) {
      const decoder = await opened;
      const frames = reader.push(bytes).filter(() => ++packets > HEADERS);
      const { channelData, samplesDecoded } = decoder.decodeFrames(frames);
      return Int16Array.from({ length: samplesDecoded }, (_, at) => {
        const sum = channelData.reduce((total, samples) => total + samples[at]!, 0);
        return Math.max(-32_768, Math.min(32_767, Math.round((sum / channelData.length) * 32_767)));
      });
    },
    close: () => void opened.then((decoder) => decoder.free()),
  };
}
