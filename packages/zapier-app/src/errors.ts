import { type Bundle, errors, type ZObject } from 'zapier-platform-core';
import { asError, ENTRIES, isAssemblyAIError, redact, redactData, redactError, secretsIn } from './core.ts';
import { lineOf } from './error-line.ts';

/** Seconds until the host repeats the step, if the service names no time. */
const LATER_S = 60;

/**
 * A failure as an error of the host: one line that says what happened, what to do next, and which transcript is billed.
 * If the key is rejected, the host asks to reconnect the account. After too many requests, it repeats the step.
 *
 * @param secrets values to redact from the error, because the service or a proxy may echo a key
 */
export function problemOf(thrown: unknown, secrets: readonly string[] = []): Error {
  if (!isAssemblyAIError(thrown)) return unknownProblem(thrown, secrets);
  const { code } = thrown;
  const explain = (more?: string): string =>
    redact(
      lineOf(thrown, (text) => redact(text, secrets), more),
      secrets,
    );
  switch (code) {
    case 'authentication':
      return new errors.ExpiredAuthError(explain('Reconnect your AssemblyAI account with a valid API key.'));
    case 'rate_limited':
      return new errors.ThrottledError(explain(), Math.ceil((thrown.retryAfterMs ?? LATER_S * 1000) / 1000));
    case 'timeout': {
      const isExplained = thrown.hint !== undefined || thrown.transcriptId !== undefined;
      return new errors.Error(explain(isExplained ? undefined : SLOW), thrown.name, thrown.status);
    }
    case 'bad_input':
    case 'not_found':
    case 'server':
    case 'network':
    case 'aborted':
    case 'transcript_failed':
    case 'protocol':
      return new errors.Error(explain(), thrown.name, thrown.status);
    default:
      return code satisfies never;
  }
}

const SLOW = 'Zapier ends a step after 30 seconds. Choose a faster model or a shorter input.';

/** Failures of a connection, as the host's HTTP client and the runtime name them. */
const OF_CONNECTION = /^(?:FetchError|AbortError|TimeoutError|SocketError)$/;

/** Failures whose message is for developers. */
const OF_CODE =
  /^(?:TypeError|ReferenceError|SyntaxError|URIError|EvalError|AggregateError|DehydrateError|ResponseError)$/;

/** Maximum characters of a message for developers. */
const MOST_DETAIL = 100;

/**
 * A failure that the app does not know. Other errors come from functions of the host, with a message for the user, or
 * make the host repeat the step: they stay unchanged.
 */
function unknownProblem(thrown: unknown, secrets: readonly string[]): Error {
  const error = asError(thrown);
  const { code } = error as { readonly code?: unknown };
  const systemCode = typeof code === 'string' && /^(?:E[A-Z]+(?:_[A-Z]+)*|UND_ERR_\w+)$/.test(code) ? code : undefined;
  if (OF_CONNECTION.test(error.name) || (systemCode !== undefined && !systemCode.startsWith('ERR_'))) {
    const reason = systemCode === undefined ? '' : ` (${systemCode})`;
    return new errors.Error(`A connection failed${reason}. Replay the Zap run in a few minutes.`, 'NetworkError');
  }
  if (!OF_CODE.test(error.name)) return redactError(error, secrets);
  const detail = redact(error.message.replace(/\s+/g, ' '), secrets).slice(0, MOST_DETAIL);
  return new errors.Error(
    `The step failed unexpectedly. Replay the Zap run. If it fails again, send this to the developer of the app: ${detail}`,
    'UnexpectedError',
  );
}

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
