import type { ErrorCode } from '@aai-connectors/core';
import { table } from '../markdown-text.ts';
import type { Page } from '../page.ts';
import { textOf } from '../repository.ts';

interface Advice {
  /** One sentence. */
  readonly meaning: string;
  /** What to do, as Markdown. */
  readonly advice: string;
  /** How people meet it, as examples. */
  readonly examples: readonly string[];
}

const ADVICE: Readonly<Record<ErrorCode, Advice>> = {
  bad_input: {
    meaning: 'A value is missing, misspelled, out of range, or cannot be combined with another value.',
    advice:
      'Read `problems`: each entry names a field and says what is wrong with it. Forms show the same sentences next to the label of the field. If `status` is set, the API rejected the request; otherwise nothing was sent, and nothing is billed.',
    examples: [
      '`speaker_lables` instead of `speaker_labels`',
      'a negative start time',
      'two fields that exclude each other',
    ],
  },
  authentication: {
    meaning: 'The API key is missing, wrong, revoked, or not allowed to do this.',
    advice:
      'Copy the key again from your AssemblyAI dashboard, without spaces. A key works in its own region only: choose EU for a key of the EU region. After you change a credential in a host, steps that already wait may need a new run.',
    examples: ['a key with a missing character', 'a US key with the region EU'],
  },
  not_found: {
    meaning: 'The transcript, response or endpoint does not exist for this key.',
    advice:
      'Check the ID and the region. Transcripts belong to the project of the key that created them. A transcript that was deleted stays in the list, but has no content any more.',
    examples: ['a transcript ID of another account', 'LeMUR, which AssemblyAI has shut down'],
  },
  rate_limited: {
    meaning: 'The account sent too many requests, even after the automatic retries.',
    advice:
      'Wait for `retryAfterMs`, or lower the number of parallel requests. Batches adapt to the limits of the account by themselves: prefer `transcribeAll` or the loader to your own loop.',
    examples: ['hundreds of steps that start in the same second'],
  },
  server: {
    meaning: "The problem is on AssemblyAI's side.",
    advice:
      'Try again in a few minutes. If the error has a `transcriptId`, the job exists: wait for it instead of starting another one. Quote `requestId` if you contact support.',
    examples: ['HTTP 500 to 599'],
  },
  network: {
    meaning: 'No complete response arrived.',
    advice:
      'Check the connection, the proxy and the firewall. If a submission was lost, the client has already looked for the job in your list of transcripts. `landed` says whether the request may have been processed.',
    examples: ['a connection that breaks during an upload', 'a host name that cannot be resolved'],
  },
  timeout: {
    meaning: 'A request, or the whole wait, took longer than its time limit.',
    advice:
      'If the error has a `transcriptId`, the transcript is still processing and will be billed. Call `client.resume(id)`, or use Wait for Transcript with its ID.',
    examples: ['a recording of ten hours with a limit of 30 minutes', 'a slow upload inside a Zap'],
  },
  aborted: {
    meaning: 'Your program or the host stopped the call.',
    advice: 'Nothing is wrong. A job that was submitted before continues and is billed: `transcriptId` identifies it.',
    examples: ['an `AbortSignal` that fires', 'an execution that a person stops'],
  },
  transcript_failed: {
    meaning: 'AssemblyAI could not transcribe the recording.',
    advice:
      "The message is AssemblyAI's reason. Most often, the link is not public, the file is not audio or video, or it has no speech. Fix the cause and submit the recording again.",
    examples: ['a link to a web page instead of a file', 'a file without an audio track'],
  },
  protocol: {
    meaning: 'The response is not what the API promises.',
    advice:
      'Something between you and the API answers in its place, such as a proxy or a login page. Check the base URL.',
    examples: ['a web page with status 200', 'invalid JSON'],
  },
};

const DOORS = '[errors in the reference of the core](/docs/packages/core#errors)';

/** How the README of the core says that each code is caused and retried. */
interface Facts {
  readonly cause: string;
  readonly retried: string;
  readonly retryable: string;
}

/** @throws Error if the README's table lacks a code */
export function readErrorTable(readme: string): ReadonlyMap<ErrorCode, Facts> {
  const rows = readme.matchAll(/^\| `(\w+)`\s*\| ([^|]+?)\s*\| ([^|]+?)\s*\| ([^|]+?)\s*\|$/gm);
  const facts = new Map([...rows].map(([, code, cause, retried, retryable]) => [code, { cause, retried, retryable }]));
  for (const code of Object.keys(ADVICE))
    if (!facts.has(code)) throw new Error(`The table of errors in the README of the core lacks ${code}.`);
  return facts as ReadonlyMap<ErrorCode, Facts>;
}

const codePath = (code: string): string => `docs/errors/${code.replaceAll('_', '-')}`;

/** An overview of all error codes, and a page for each. */
export function errorPages(): readonly Page[] {
  const facts = readErrorTable(textOf('packages/core/README.md'));
  const codes = Object.keys(ADVICE) as ErrorCode[];
  const overview: Page = {
    path: 'docs/errors',
    title: 'Error codes',
    description: 'What each error code means, whether it is retried, and what to do.',
    section: 'docs',
    group: 'Errors and limits',
    markdown: [
      'Every error of every package has one of these codes. Hosts show the message and the next step; code reads `error.code`. An error after a submission always has the `transcriptId`, because the job is billed.',
      '',
      table(
        ['Code', 'Meaning', 'Retried automatically', 'May succeed later'],
        codes.map((code) => {
          const { retried, retryable } = facts.get(code)!;
          return [`[\`${code}\`](/${codePath(code)})`, ADVICE[code].meaning, retried, retryable];
        }),
      ),
      '',
      `For all properties of an error, see the ${DOORS}. For what happens to each operation when the API fails, see the [fault matrix](/docs/faults).`,
    ].join('\n'),
  };
  return [overview, ...codes.map((code) => pageOf(code, facts.get(code)!))];
}

function pageOf(code: ErrorCode, { cause, retried, retryable }: Facts): Page {
  const { meaning, advice, examples } = ADVICE[code];
  return {
    path: codePath(code),
    title: code,
    description: meaning,
    section: 'docs',
    group: 'Errors and limits',
    isListed: false,
    markdown: [
      meaning,
      `## What to do\n\n${advice}`,
      `## Examples\n\n${examples.map((example) => `- ${example}`).join('\n')}`,
      `## Details\n\n${table(
        ['Cause', 'Retried automatically', 'May succeed later'],
        [[cause, retried, retryable]],
      )}\n\n[All error codes](/docs/errors)`,
    ].join('\n\n'),
  };
}
