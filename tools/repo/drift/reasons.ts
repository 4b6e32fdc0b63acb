/**
 * Differences between the catalogue and its sources that are there on purpose, each with its reason. A name that ends in
 * `*` covers all differences that begin like it. One that is no longer there fails, too.
 */
export const REASONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  transcription: {
    'other maximum: speakers_expected, 10 in the description':
      'documented in 2025 only (rest-supplement.md S-12); more than 10 gets a warning',
    'other default: speaker_options.max_speakers_expected, 10 in the description':
      'today it depends on the length of the recording (newer.md 2), so no number would be true',
    'unknown parameter: speech_understanding.request.speaker_identification.speakers[].company':
      'any property is allowed there; this one is in the example of llm-gateway.md 3',
    'unknown parameter: speech_understanding.request.speaker_identification.speakers[].title':
      'any property is allowed there; this one is in the example of llm-gateway.md 3',
    'missing value: speech_model=nano': 'only the SDK still names it; the parameter itself is refused today',
    'other default: speech_model, "best" in the description':
      'the SDK alone says so; the description says universal, and the parameter is refused today',
    'missing parameter: speech_understanding.response*': 'part of the answer, which the SDK types as a parameter too',
    'missing parameter: speech_understanding.request.request*':
      'the SDK types the answer as a parameter too, and its request one level too deep',
  },
  lemur: {
    'other maximum: max_output_size, 64000 in the description': 'it depends on the model: a rule knows each',
    'other maximum: max_output_size, 4000 in the description': 'it depends on the model: a rule knows each',
    'other default: final_model, "default" in the description': 'a name of 2023 that the LLM Gateway does not know',
  },
  'live transcription': {
    'dead parameter without a mark: speech_model': 'it has gone from REST only; live transcription still takes it',
    'missing parameter: websocket_base_url': 'an option of the SDK; here it is `hosts`',
    'missing parameter: api_key': 'an option of the SDK; here it belongs to the client',
    'missing parameter: token': 'an option of the connection, not of the audio',
    'missing parameter: connect_timeout': 'an option of the SDK; here it is `connectTimeoutMs`',
    'missing parameter: max_connection_retries': 'an option of the SDK; here it is `reconnect`',
    'missing parameter: connection_retry_delay': 'an option of the SDK; here it is `reconnect`',
    'missing parameter: channels*': 'made by the SDK itself; here one session for each channel, by `connectChannels`',
    'missing parameter: channel_attribution*': 'made by the SDK itself, for its mix of channels',
  },
  'changes of a live session': {
    'missing parameter: type': 'the name of the message, which `updateConfiguration` adds',
  },
  chat: {
    'missing parameter: stream':
      'a step and `llm.chat` give the whole answer; a streamed one is read by the raw request',
    'missing parameter: tool_choice*': 'forms offer two choices; the types take the object for a function too',
  },
};

/** Lines without a reason, and reasons without a line. */
export function unexplained(comparison: string, lines: readonly string[]): readonly string[] {
  const names = Object.keys(REASONS[comparison] ?? {});
  const covers = (name: string, line: string): boolean =>
    name.endsWith('*') ? line.startsWith(name.slice(0, -1)) : line === name;
  return [
    ...lines.filter((line) => !names.some((name) => covers(name, line))),
    ...names.filter((name) => !lines.some((line) => covers(name, line))).map((name) => `no longer there: ${name}`),
  ];
}
