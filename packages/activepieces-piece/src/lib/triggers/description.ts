import { type InputPropertyMap } from '../host-values.ts';
import { outputSchemaOf } from '../output-schema.ts';
import { resultOf } from '../output.ts';
import { propsOf } from '../form.ts';
import type { AnyEvent } from '../core.ts';

/** What a trigger says of itself, whatever tells it. */
export const wordsOf = (
  event: AnyEvent,
  more: InputPropertyMap = {},
): {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly aiMetadata: { readonly description: string };
  readonly props: InputPropertyMap;
  readonly sampleData: unknown;
  readonly outputSchema: ReturnType<typeof outputSchemaOf>;
} => ({
  name: event.id,
  displayName: event.label,
  description: event.help.replace(/^Happens when /, 'Triggers when '),
  aiMetadata: { description: event.help },
  props: { ...more, ...propsOf(event) },
  sampleData: resultOf(event, event.sample),
  outputSchema: outputSchemaOf(event),
});
