import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../credential.ts';
import { clientFor } from '../client.ts';
import type { StepContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createAction } from '../host-values.ts';
import { labelOf } from '../names.ts';
import { FILES, filesFor, filesProps } from '../files.ts';
import { outputSchemaOf, resultOf } from '../output.ts';
import { propsOf } from '../form.ts';
import { type AnyOperation, perform } from '../core.ts';
import { aiMetadataOf, audienceOf } from './ai-metadata.ts';

type Action = ReturnType<typeof createAction>;

/** Time limit for results that are ready within seconds, such as redacted audio, in milliseconds. */
const READY_WITHIN_MS = 30_000;

/** An operation as an action, which runs without a pause. */
export const operationAction = (entry: AnyOperation): Action =>
  createAction({
    auth: assemblyAiAuth,
    name: entry.id,
    displayName: labelOf(entry),
    description: entry.note === undefined ? entry.help : `${entry.help} ${entry.note}`,
    audience: audienceOf(entry),
    aiMetadata: aiMetadataOf(entry),
    outputSchema: outputSchemaOf(entry),
    errorHandlingOptions: { continueOnFailure: {}, retryOnFailure: { hide: entry.effect !== 'read' } },
    props: propsOf(entry, { output: filesProps(entry) }),
    run: guarded(async (context: StepContext) => {
      const client = clientFor(context.auth);
      const result = await perform(entry, answersOf(context.propsValue, entry), {
        client,
        deadlineMs: READY_WITHIN_MS,
      });
      const files = await filesFor(context.files, entry, result, context.propsValue[FILES]);
      return { ...resultOf(entry, result), ...files };
    }),
  });
