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

/** Seconds until the host repeats the step, if the service does not say. */
const LATER_S = 60;

/**
 * A failure as the host's error: one line that says what happened, what to do about it, and which transcript is already
 * billed. After a refused key the host asks to reconnect the account; after too many requests it repeats the step.
 *
 * @param secrets what the error may not hold: the service, or what stands before it, may echo a key
 */
export function problemOf(thrown: unknown, secrets: readonly string[] = []): Error {
  if (!isAssemblyAIError(thrown)) return redactError(asError(thrown), secrets);
  const { code } = thrown;
  const explain = (error: AssemblyAIError): string => redact(sentenceOf(error), secrets);
  const plain = (error: AssemblyAIError, more = ''): Error =>
    new errors.Error(explain(error) + more, error.name, error.status);
  switch (code) {
    case 'authentication':
      return new errors.ExpiredAuthError(`${explain(thrown)} Reconnect the account with a valid API key.`);
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
  ' A step has 30 seconds. Use a faster model, or have the question answered by the step that transcribes, which may take longer.';

/** What neither a result nor an error may hold: the key, and what the form declares to be secret. */
const secretsOf = ({ authData = {}, inputData = {} }: Partial<Bundle>): string[] => [
  (authData['apiKey'] ?? '').trim(),
  ...ENTRIES.flatMap(({ params }) => secretsIn(params, inputData)),
];

/** The same function, with its failures as the host's errors, and without secrets in them and in its results. */
export const guarded =
  <B extends Bundle, R>(perform: (z: ZObject, bundle: B) => Promise<R>) =>
  (z: ZObject, bundle: B): Promise<R> =>
    // A function that throws before it gives a promise fails in the same way.
    Promise.resolve()
      .then(() => perform(z, bundle))
      .then(
        (result) => redactData(result, secretsOf(bundle)),
        (thrown: unknown) => Promise.reject(problemOf(thrown, secretsOf(bundle))),
      );
