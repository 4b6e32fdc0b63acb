/**
 * Hints for reasons of failed jobs. Matched by keywords, because the full messages change. Source: `rest-supplement.md`
 * section 6.
 */
const HINTS: readonly { readonly when: RegExp; readonly hint: string }[] = [
  {
    when: /download error|unable to download|403 client error|404 client error/i,
    hint: 'The link must point directly to the file, without a sign-in. Upload the file, or use a public or pre-signed link.',
  },
  {
    when: /does not appear to contain audio|text\/html|unsupported|transcoding failed|no audio/i,
    hint: 'Check that the link or file is audio or video, not a web page.',
  },
  { when: /too short/i, hint: 'Use a recording with at least 160 ms of audio.' },
  { when: /speech threshold/i, hint: 'Lower Speech Threshold, or check that the recording contains speech.' },
  {
    when: /language.*confidence|confidence.*language/i,
    hint: 'Select the language, or lower Language Confidence Threshold.',
  },
  {
    when: /server error|internal error|developers have been alerted/i,
    hint: "The problem is on AssemblyAI's side. Submit the job again.",
  },
];

/**
 * A hint about a job that continues after its caller stopped waiting. `advice` is a sentence on how to get its result.
 */
export const hintForRunningJob = (advice: string): string =>
  `The transcript is still processing and will be billed. ${advice}`;

export const hintForFailedJob = (reason: string): string | undefined =>
  HINTS.find(({ when }) => when.test(reason))?.hint;
