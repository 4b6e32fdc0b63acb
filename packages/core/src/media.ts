/** Audio as bytes, in any form. */
export type AudioData = Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Audio bytes with their metadata. */
export interface AudioFile {
  readonly data: AudioData | (() => AudioData | Promise<AudioData>);
  /** Name to display, such as `call.wav`. */
  readonly name?: string;
  /** Size in bytes, if known before `data` is read. */
  readonly size?: number;
}

/**
 * Audio for a transcript: a link that AssemblyAI can download (`https://…`, or the `upload_url` of an upload), or the
 * audio itself, which is uploaded first. The Node entry point also accepts file paths and `file:` URLs.
 */
export type Media = string | URL | AudioData | AudioFile;
