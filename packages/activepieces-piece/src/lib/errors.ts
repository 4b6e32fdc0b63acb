import { asError, explain, isAssemblyAIError, redact, redactData, redactError } from './core.ts';
import { type Secretive, secretsOf } from './secrets.ts';

/**
 * What happened, what to do about it, and the transcript that is billed, in one line.
 *
 * @param secrets what the line may not hold: the service, or what stands before it, may echo a key
 */
export const sentenceOf = (thrown: unknown, secrets: readonly string[] = []): string =>
  redact(isAssemblyAIError(thrown) ? explain(thrown) : asError(thrown).message, secrets);

/** A failure in the shape whose parts the run view shows. */
class StepError extends Error {
  override readonly name = 'AssemblyAIError';
  readonly response: { readonly status: number | undefined; readonly body: { readonly error: string } };

  constructor(message: string, status: number | undefined, cause: unknown) {
    super(message, { cause });
    this.response = { status, body: { error: message } };
  }
}

/** The same function, with its failures as the host shows them, and without secrets in them and in its results. */
export const guarded =
  <C extends Secretive, R>(run: (context: C) => Promise<R>) =>
  (context: C): Promise<R> =>
    Promise.resolve()
      .then(() => run(context))
      .then(
        (result) => redactData(result, secretsOf(context)),
        (thrown: unknown) => {
          const secrets = secretsOf(context);
          return Promise.reject(
            isAssemblyAIError(thrown)
              ? new StepError(sentenceOf(thrown, secrets), thrown.status, undefined)
              : redactError(asError(thrown), secrets),
          );
        },
      );
