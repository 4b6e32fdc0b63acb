/** The test scripts of requests. Postman and Newman run them after each response. */

const OK = ["pm.test('Status is 200', () => pm.response.to.have.status(200));"];

const keep = (variable: string, member: string): readonly string[] => [
  'if (pm.response.code === 200) {',
  `  pm.collectionVariables.set('${variable}', pm.response.json().${member});`,
  '}',
];

/** Sends the request again until `isDone`, at most 200 times. Other statuses than those end it, too. */
const again = (isDone: string, ...statuses: readonly number[]): readonly string[] => [
  `const isDone = ${isDone};`,
  "const tries = Number(pm.collectionVariables.get('tries') || 0) + 1;",
  `if (!isDone && tries < 200 && [${statuses.join(', ')}].includes(pm.response.code)) {`,
  "  pm.collectionVariables.set('tries', tries);",
  '  pm.execution.setNextRequest(pm.info.requestName);',
  "  setTimeout(() => {}, Number(pm.variables.get('poll_ms')));",
  '} else {',
  "  pm.collectionVariables.set('tries', 0);",
  "  pm.test('Result is ready', () => pm.expect(isDone).to.equal(true));",
  '}',
];

const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  upload_file: [...OK, ...keep('audio_url', 'upload_url')],
  transcribe: [...OK, ...keep('transcript_id', 'id')],
  transcribe_redacted: [...OK, ...keep('redacted_transcript_id', 'id')],
  get_transcript: [
    ...OK,
    ...again("['completed', 'error'].includes(pm.response.json().status)", 200),
    "if (isDone) pm.test('Transcript is completed', () => pm.expect(pm.response.json().status).to.equal('completed'));",
  ],
  // The API answers 400 or another status until the audio is ready.
  get_redacted_audio: again("pm.response.json().status === 'redacted_audio_ready'", 200, 400),
  lemur_task: [...OK, ...keep('request_id', 'request_id')],
};

/** The test script of a request, one line per entry. */
export const scriptOf = (id: string): readonly string[] => SCRIPTS[id] ?? OK;
