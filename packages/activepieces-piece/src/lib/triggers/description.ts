import { type InputPropertyMap } from '../host-values.ts';
import { outputSchemaOf } from '../output.ts';
import { propsOf } from '../form.ts';
import { type AnyEvent, sampleOf } from '../core.ts';

/** What a trigger is called, asks and outputs, whether it polls or is called. */
export const descriptionOf = (
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
  sampleData: sampleOf(event),
  outputSchema: outputSchemaOf(event),
});
