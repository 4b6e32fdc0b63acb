/** Decodes a stream of Opus in Ogg, whatever the size of its chunks. */
export interface OggOpus {
  /** Mono samples of {@link OGG_OPUS_RATE} that are complete now. @throws Error for bytes that are no Ogg */
  decode(bytes: Uint8Array): Promise<Int16Array>;
  close(): void;
}

/** Hz. Opus has no other rate. */
export const OGG_OPUS_RATE = 48_000;

export function createOggOpus(): OggOpus {
  // The decoder takes longer to load than everything else here, so only sessions that need it load it.
  const opened = import('ogg-opus-decoder').then(async ({ OggOpusDecoder }) => {
    const decoder = new OggOpusDecoder();
    await decoder.ready;
    return decoder;
  });
  return {
    async decode(bytes) {
      const decoder = await opened;
      const { channelData, samplesDecoded } = await decoder.decode(bytes);
      const channels = channelData.length;
      return Int16Array.from({ length: samplesDecoded }, (_, at) => {
        const sum = channelData.reduce((total, samples) => total + samples[at]!, 0);
        return Math.max(-32_768, Math.min(32_767, Math.round((sum / channels) * 32_767)));
      });
    },
    close: () => void opened.then((decoder) => decoder.free()),
  };
}
