import { asError, explain, isAssemblyAIError } from './core.ts';

/** What happened, what to do about it, and the transcript that is billed, in one line. */
export const sentenceOf = (thrown: unknown): string =>
  isAssemblyAIError(thrown) ? explain(thrown) : asError(thrown).message;

/** A failure in the shape whose parts the run view shows. */
class StepError extends Error {
  override readonly name = 'AssemblyAIError';
  readonly response: { readonly status: number | undefined; readonly body: { readonly error: string } };

  constructor(message: string, status: number | undefined, cause: unknown) {
    super(message, { cause });
    this.response = { status, body: { error: message } };
  }
}

/** The same function, with its failures as the host shows them. */
export const guarded =
  <C, R>(run: (context: C) => Promise<R>) =>
  (context: C): Promise<R> =>
    Promise.resolve()
      .then(() => run(context))
      .catch((thrown: unknown) =>
        Promise.reject(
          isAssemblyAIError(thrown) ? new StepError(sentenceOf(thrown), thrown.status, undefined) : asError(thrown),
        ),
      );
