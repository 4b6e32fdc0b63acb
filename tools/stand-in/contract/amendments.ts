/** A JSON Schema, or any other part of an OpenAPI document. */
export type Schema = { [key: string]: unknown };

interface Description {
  readonly components: { readonly schemas: Record<string, Schema> };
  readonly paths: Record<string, unknown>;
}

const flag = { type: ['boolean', 'null'] };
const text = { type: ['string', 'null'] };
const terms = { type: ['array', 'null'], items: { type: 'string' } };

/** Documented in mid-2025, gone from the description of 2026. Source: `rest-supplement.md` section 4. */
export const LEGACY_PARAMETERS: Readonly<Record<string, Schema>> = {
  word_boost: { type: 'array', items: { type: 'string' } },
  boost_param: { type: 'string', enum: ['low', 'default', 'high'] },
  dual_channel: { type: 'boolean' },
};

/** In today's API, newer than the description. Source: `newer.md` 2. */
const NEWER_PARAMETERS: Readonly<Record<string, Schema>> = {
  domain: text,
  redact_pii_return_unredacted: { type: 'boolean' },
  redact_static_entities: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
  keyterms_prompt_options: {
    type: 'object',
    additionalProperties: false,
    properties: { keyterms_match_strength: { type: 'string', enum: ['standard', 'high'] } },
  },
};

/** Kinds of personal information that the description lacks. */
const NEWER_POLICIES = ['address', 'address_street', 'city', 'coordinate', 'country', 'state', 'zip'].map(
  (part) => `location_${part}`,
);

/** How much work a feature of speech understanding is. */
const effort: Schema = { type: 'string', enum: ['low', 'medium'] };

const NEWER_DETECTION_OPTIONS: Readonly<Record<string, Schema>> = {
  on_no_speech_detected: { type: 'string', enum: ['error', 'fallback'] },
  on_low_language_confidence: { type: 'string', enum: ['error', 'fallback'] },
  localization: { type: 'array', items: { type: 'string' } },
  swiss_german: { type: 'boolean' },
  language_detection_model: { type: 'string' },
};

const NEWER_UNDERSTANDING: Readonly<Record<string, Schema>> = {
  SummarizationRequestBody: {
    type: 'object',
    required: ['summarization'],
    properties: {
      summarization: {
        type: 'object',
        properties: {
          summary_type: { type: 'string', enum: ['paragraph', 'bullets'] },
          effort,
        },
      },
    },
  },
  ActionItemsRequestBody: {
    type: 'object',
    required: ['action_items'],
    properties: {
      action_items: {
        type: 'object',
        properties: { include_decisions: { type: 'boolean' }, effort },
      },
    },
  },
};

/** The REST description, with what keeps it from describing the API taken out of the way. */
export function amendRest(description: Description): Description {
  const document = structuredClone(description);
  const { schemas } = document.components;
  const named = (name: string): Schema => {
    const schema = schemas[name];
    if (schema === undefined) throw new Error(`The REST description has no schema ${name}.`);
    return schema;
  };
  const properties = (schema: Schema): Record<string, Schema> => schema['properties'] as Record<string, Schema>;

  // `speech_models` has been optional since June 2026 and did not exist before.
  const request = named('TranscriptOptionalParams');
  delete request['required'];
  Object.assign(properties(request), LEGACY_PARAMETERS, NEWER_PARAMETERS);
  properties(properties(request)['speaker_options']!)['include_speaker_confidence'] = { type: 'boolean' };
  (named('PiiPolicy')['enum'] as string[]).push(...NEWER_POLICIES);
  (named('TranscriptLanguageCode')['enum'] as string[]).push('de_ch');
  openDetectionOptions(properties(request)['language_detection_options']!);
  allowSeveralFeatures(properties(properties(request)['speech_understanding']!), schemas);

  const transcript = named('Transcript');
  Object.assign(properties(transcript), {
    word_boost: terms,
    boost_param: text,
    dual_channel: flag,
    // Absent without a value in the description, null in the vendor's own example of a deleted transcript.
    error: text,
    ...NEWER_PARAMETERS,
    // The response echoes the request; these were left out.
    speaker_options: structuredClone(properties(request)['speaker_options']),
    content_safety_confidence: structuredClone(properties(request)['content_safety_confidence']),
  });
  openDetectionOptions(properties(transcript)['language_detection_options']!);
  allowSeveralFeatures(properties(properties(transcript)['speech_understanding']!), schemas);

  // LeMUR: samples leave `final_model` out and name models that the enumeration lacks; task takes `context` too.
  delete named('LemurBaseParams')['required'];
  named('LemurTaskParams')['allOf'] = [
    { $ref: '#/components/schemas/LemurBaseParams' },
    { type: 'object', additionalProperties: false, required: ['prompt'], properties: { prompt: { type: 'string' } } },
  ];

  closeAround(schemas);
  return document;
}

/** The gateway's description, for several features in one request. */
export function amendGateway(description: Description): Description {
  const document = structuredClone(description);
  const { schemas } = document.components;
  const request = schemas['UnderstandingRequest']!['properties'] as Record<string, Schema>;
  allowSeveralFeatures(request['speech_understanding']!['properties'] as Record<string, Schema>, schemas);
  return document;
}

function openDetectionOptions(options: Schema): void {
  Object.assign(options['properties'] as object, NEWER_DETECTION_OPTIONS);
}

/** `oneOf` refuses what the vendor's own example does: asking for several features at once. */
function allowSeveralFeatures(understanding: Record<string, Schema>, schemas: Record<string, Schema>): void {
  Object.assign(schemas, NEWER_UNDERSTANDING);
  for (const feature of ['translation', 'speaker_identification', 'custom_formatting']) {
    const name = feature.replace(/(^|_)[a-z]/g, (start) => start.at(-1)!.toUpperCase());
    const body = schemas[`${name}RequestBody`]!['properties'] as Record<string, Schema>;
    (body[feature]!['properties'] as Record<string, Schema>)['effort'] = effort;
  }
  for (const side of ['request', 'response']) {
    const schema = understanding[side];
    if (schema === undefined) continue;
    schema['anyOf'] = schema['oneOf'];
    delete schema['oneOf'];
  }
  const request = understanding['request']!['anyOf'] as Schema[];
  request.push(...Object.keys(NEWER_UNDERSTANDING).map((name) => ({ $ref: `#/components/schemas/${name}` })));
}

/**
 * `allOf` with `additionalProperties: false` refuses every property of the other branch. Opened branches inside,
 * `unevaluatedProperties` around them: it sees through `allOf`.
 */
function closeAround(schemas: Record<string, Schema>): void {
  const referred = (schema: Schema): Schema =>
    typeof schema['$ref'] === 'string' ? referred(schemas[schema['$ref'].split('/').at(-1)!]!) : schema;
  const opened = new Map<Schema, Schema[]>();
  for (const schema of Object.values(schemas)) {
    const branches = schema['allOf'] as Schema[] | undefined;
    if (branches === undefined) continue;
    const inner = branches.map(referred);
    if (schema['additionalProperties'] !== false && inner.every((branch) => branch['additionalProperties'] !== false)) {
      continue;
    }
    // Copies: a branch that is also used by itself stays closed there.
    opened.set(
      schema,
      inner.map((branch) => {
        const { additionalProperties: _closed, ...open } = structuredClone(branch);
        return open;
      }),
    );
  }
  for (const [schema, branches] of opened) {
    schema['allOf'] = branches;
    delete schema['additionalProperties'];
    schema['unevaluatedProperties'] = false;
  }
}
