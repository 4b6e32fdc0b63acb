import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../auth.ts';
import { clientFor } from '../client.ts';
import { guarded } from '../errors.ts';
import { createAction } from '../host-values.ts';
import { labelOf } from '../labels.ts';
import { FILES, filesFor, filesProps, resultOf } from '../output.ts';
import { propsOf } from '../props.ts';
import { type AnyOperation, perform } from '../suite.ts';
import { aiMetadataOf } from './ai-metadata.ts';

type Action = ReturnType<typeof createAction>;

/** What actions need of their context. */
interface Context {
  readonly auth: unknown;
  readonly propsValue: Readonly<Record<string, unknown>>;
  readonly files: Parameters<typeof filesFor>[0];
}

/** An operation as an action: one request, one result. */
export const operationAction = (entry: AnyOperation): Action =>
  createAction({
    auth: assemblyAiAuth,
    name: entry.id,
    displayName: labelOf(entry),
    description: entry.note === undefined ? entry.help : `${entry.help} ${entry.note}`,
    audience: 'both',
    aiMetadata: aiMetadataOf(entry),
    errorHandlingOptions: { continueOnFailure: {}, retryOnFailure: { hide: entry.effect !== 'read' } },
    props: propsOf(entry, filesProps(entry)) as never,
    run: guarded(async (context: Context) => {
      const client = clientFor(context.auth);
      const result = await perform(entry, answersOf(context.propsValue, entry), { client });
      const files = await filesFor(context.files, entry, result, context.propsValue[FILES]);
      return { ...resultOf(entry, result), ...files };
    }) as never,
  }) as unknown as Action;
