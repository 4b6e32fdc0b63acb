/** What a failed job's reason means, by its words: whole messages change. Source: `rest-supplement.md` section 6. */
const HINTS: readonly { readonly when: RegExp; readonly hint: string }[] = [
  {
    when: /download error|unable to download|403 client error|404 client error/i,
    hint: 'The link must lead straight to the file, without a sign-in; upload the file, or make a public or pre-signed link',
  },
  {
    when: /does not appear to contain audio|text\/html|unsupported|transcoding failed|no audio/i,
    hint: 'Check that the link or file is audio or video, not a web page',
  },
  { when: /too short/i, hint: 'A recording needs at least 160 ms of audio' },
  { when: /speech threshold/i, hint: 'Lower the Speech Threshold, or check that the recording holds speech' },
  {
    when: /language.*confidence|confidence.*language/i,
    hint: 'Choose the language yourself, or lower the Language Confidence Threshold',
  },
  {
    when: /server error|internal error|developers have been alerted/i,
    hint: 'Submit the job again: another server takes it',
  },
];

/** What a person should know of a job that goes on without whoever waited for it, and `advice` on how to get its result. */
export const hintForRunningJob = (advice: string): string => `The job goes on and is paid for: ${advice}`;

export const hintForFailedJob = (reason: string): string | undefined =>
  HINTS.find(({ when }) => when.test(reason))?.hint;
