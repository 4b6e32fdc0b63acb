import { type Bundle, errors, type ZObject } from 'zapier-platform-core';
import {
  asError,
  type AssemblyAIError,
  ENTRIES,
  explain as sentenceOf,
  isAssemblyAIError,
  redact,
  redactData,
  redactError,
  secretsIn,
} from './core.ts';

/** Seconds until the host repeats the step, if the service names no time. */
const LATER_S = 60;

/**
 * A failure as an error of the host: one line that says what happened, what to do next, and which transcript is billed.
 * If the key is rejected, the host asks to reconnect the account. After too many requests, it repeats the step.
 *
 * @param secrets values to redact from the error, because the service or a proxy may echo a key
 */
export function problemOf(thrown: unknown, secrets: readonly string[] = []): Error {
  if (!isAssemblyAIError(thrown)) return redactError(asError(thrown), secrets);
  const { code } = thrown;
  const explain = (error: AssemblyAIError): string => redact(sentenceOf(error), secrets);
  const plain = (error: AssemblyAIError, more = ''): Error =>
    new errors.Error(explain(error) + more, error.name, error.status);
  switch (code) {
    case 'authentication':
      return new errors.ExpiredAuthError(`${explain(thrown)} Reconnect your AssemblyAI account with a valid API key.`);
    case 'rate_limited':
      return new errors.ThrottledError(explain(thrown), Math.ceil((thrown.retryAfterMs ?? LATER_S * 1000) / 1000));
    case 'timeout':
      return plain(thrown, thrown.transcriptId === undefined ? SLOW : '');
    case 'bad_input':
    case 'not_found':
    case 'server':
    case 'network':
    case 'aborted':
    case 'transcript_failed':
    case 'protocol':
      return plain(thrown);
    default:
      return code satisfies never;
  }
}

const SLOW =
  ' Zapier ends a step after 30 seconds. Choose a faster model, or use Ask a Language Model in Transcribe Audio, which can take longer.';

/** The values that results and errors must not contain: the key, and the secret fields of a form. */
const secretsOf = ({ authData = {}, inputData = {} }: Partial<Bundle>): string[] => [
  (authData['api_key'] ?? '').trim(),
  ...ENTRIES.flatMap(({ params }) => secretsIn(params, inputData)),
];

/** The same function with its failures as errors of the host, and with secrets redacted from errors and results. */
export const guarded =
  <B extends Bundle, R>(perform: (z: ZObject, bundle: B) => Promise<R>) =>
  (z: ZObject, bundle: B): Promise<R> =>
    // A function may also throw before it returns a promise.
    Promise.resolve()
      .then(() => perform(z, bundle))
      .then(
        (result) => redactData(result, secretsOf(bundle)),
        (thrown: unknown) => Promise.reject(problemOf(thrown, secretsOf(bundle))),
      );
