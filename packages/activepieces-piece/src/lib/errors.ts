import { asError, explain, isAssemblyAIError, redact, redactData, redactError } from './core.ts';
import { type SecretSource, secretsOf } from './secrets.ts';

/**
 * The message of an error with its hint and the ID of the billed transcript, in one line.
 *
 * @param secrets values to remove: the service or a proxy may echo the API key
 */
export const sentenceOf = (thrown: unknown, secrets: readonly string[] = []): string =>
  redact(isAssemblyAIError(thrown) ? explain(thrown) : asError(thrown).message, secrets);

/** An error in the shape that the run view shows: it reads `response.body.error`. */
export class StepError extends Error {
  override readonly name = 'AssemblyAIError';
  readonly response: { readonly status: number | undefined; readonly body: { readonly error: string } };

  constructor(message: string, status: number | undefined) {
    super(message);
    this.response = { status, body: { error: message } };
  }
}

/** The same function, with errors in the shape that the platform shows, and without secrets in errors and results. */
export const guarded =
  <C extends SecretSource, R>(run: (context: C) => Promise<R>) =>
  (context: C): Promise<R> =>
    Promise.resolve()
      .then(() => run(context))
      .then(
        (result) => redactData(result, secretsOf(context)),
        (thrown: unknown) => {
          const secrets = secretsOf(context);
          if (thrown instanceof StepError) return Promise.reject(thrown);
          return Promise.reject(
            isAssemblyAIError(thrown)
              ? new StepError(sentenceOf(thrown, secrets), thrown.status)
              : redactError(asError(thrown), secrets),
          );
        },
      );
