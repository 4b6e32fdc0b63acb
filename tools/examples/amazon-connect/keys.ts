/** The parts of an S3 event that matter here. Source: Amazon S3, "Event message structure". */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
}

/** The key in an event is encoded like a form: a space is `+`, a colon `%3A`. */
export const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

/** Whether a key is that of a call recording of Amazon Connect. Transcripts in the same bucket are not. */
export const isRecording = (key: string): boolean => /(?:^|\/)CallRecordings\/.+\.wav$/i.test(key);

/** Where the transcript of a recording is stored: the same path below `AssemblyAITranscripts`. */
export const transcriptKey = (key: string): string =>
  key.replace(/(^|\/)CallRecordings\//, '$1AssemblyAITranscripts/').replace(/\.wav$/i, '.json');
