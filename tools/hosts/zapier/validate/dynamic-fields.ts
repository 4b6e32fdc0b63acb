import type { Definition, FieldOf, Part } from './definition-checks.ts';

/** The handler of an app, as the platform calls it. */
export type Handler = (event: object) => Promise<{ readonly results: unknown }>;

interface ShownField extends FieldOf {
  readonly key: string;
  readonly list?: boolean;
  readonly altersDynamicFields?: boolean;
}

/**
 * The definition with the fields that its functions return, which a definition alone does not have. Each form is filled
 * in twice: once with every switch on and every list full, and once with every switch off.
 */
export async function withDynamicFields(definition: Definition, handler: Handler): Promise<Definition> {
  const kinds = await Promise.all(
    (['triggers', 'searches', 'creates'] as const).map(async (kind) => {
      const parts = await Promise.all(
        Object.entries(definition[kind] ?? {}).map(async ([key, part]): Promise<[string, Part]> => {
          const method = `${kind}.${key}.operation.inputFields`;
          const known = new Set(part.operation?.inputFields?.map((field) => field?.key));
          const shown = [...(await filledIn(handler, method, 'true')), ...(await filledIn(handler, method, 'false'))];
          const dynamicFields = shown.filter((field) => !known.has(field.key) && known.add(field.key));
          return [key, { ...part, operation: { ...part.operation, dynamicFields } }];
        }),
      );
      return [kind, Object.fromEntries(parts)] as const;
    }),
  );
  return { ...definition, ...Object.fromEntries(kinds) };
}

/** The fields of a form once every field that changes it is answered. */
async function filledIn(handler: Handler, method: string, flag: 'true' | 'false'): Promise<readonly ShownField[]> {
  const answers: Record<string, unknown> = {};
  for (;;) {
    const bundle = { authData: {}, inputData: answers, meta: {} };
    const fields = (await handler({ command: 'execute', method, bundle })).results as readonly ShownField[];
    const open = fields.filter(({ key, altersDynamicFields }) => altersDynamicFields === true && !(key in answers));
    if (open.length === 0) return fields;
    for (const field of open) answers[field.key] = answerTo(field, flag);
  }
}

function answerTo({ type, list, choices }: ShownField, flag: string): unknown {
  if (type === 'boolean') return flag;
  const values = Array.isArray(choices)
    ? (choices as readonly { readonly value: string }[]).map(({ value }) => value)
    : ['x'];
  return list === true ? values : values[0];
}
