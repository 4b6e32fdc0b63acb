/** Bytes of audio in whatever form the caller has them. */
export type AudioData = Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Bytes with what is known about them. */
export interface AudioFile {
  readonly data: AudioData | (() => AudioData | Promise<AudioData>);
  /** Name to show, such as `call.wav`. */
  readonly name?: string;
  /** Bytes in `data`, where known before it is read. */
  readonly size?: number;
}

/**
 * Audio for a transcript: a link the vendor can download (`https://…`, or the `upload_url` of an upload), or
 * the audio itself, which is uploaded first. Core's Node door also takes file paths and `file:` URLs.
 */
export type Media = string | URL | AudioData | AudioFile;
