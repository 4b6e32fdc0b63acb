import { recognizeSource } from '../../recognize.ts';
import { openFileWithin } from '../../allowed-files.ts';
import { journalKey } from '../../../batch/journal-key.ts';
import { transcribe as entry } from '../../../catalogue/entries/transcript/transcribe.ts';
import { checkAgentInput } from '../../../catalogue/kit/agent-input.ts';
import { type Fields, json, text } from '../../../catalogue/kit/fields.ts';
import { readInput } from '../../../catalogue/kit/input.ts';
import { bodyOf } from '../../../catalogue/kit/layout.ts';
import { formFields, isForNoWaiting } from '../../../catalogue/kit/offered.ts';
import { isRecord } from '../../../record.ts';
import { safeLink } from '../../../client/safe-link.ts';
import { BadInputError } from '../../../errors.ts';
import { transcribeOnce } from '../../../journal/transcribe-once.ts';
import type { Media } from '../../../media.ts';
import type { Desk } from '../desk.ts';
import type { ToolCall } from '../patience.ts';
import { IS_BILLED, tool } from '../tool.ts';
import type { Report } from '../works.ts';
import { finishedAnswer, unfinishedAnswer } from './answers.ts';
import { waitedAnswer } from './wait.ts';

/** Fields of the catalogue that most calls need. The others are in `options`, which keeps the list of tools short. */
const OFFERED = [
  'language_code',
  'speaker_labels',
  'speakers_expected',
  'keyterms_prompt',
  'prompt',
  'multichannel',
  'redact_pii',
  'redact_pii_policies',
] as const;

const ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** The fields of the catalogue that a model may set by name. */
export const optionFields: Fields = Object.fromEntries(
  Object.entries(formFields(entry.params)).filter(
    ([, field]) => field.kind !== 'media' && field.kind !== 'json' && !isForNoWaiting(field),
  ),
);

const inOptions = Object.keys(optionFields).filter((key) => !OFFERED.some((offered) => offered === key));

export const transcribe = tool({
  name: entry.id,
  title: entry.label,
  description: `${entry.help} Takes a link, a local file or a transcript ID. Waits for up to 50 seconds; then call wait_for_transcript. Returns the beginning of what was said, by whom and when. Transcribes each recording once, however often it is called.`,
  params: {
    audio: text({
      label: 'Audio',
      help: 'Public https link to the audio or video file itself, path of a local file in an allowed folder, or ID of a transcript.',
      required: true,
      source: 'ours: for agents',
    }),
    ...(Object.fromEntries(OFFERED.map((key) => [key, optionFields[key]!])) as Fields),
    options: json({
      shape: 'object',
      label: 'Options',
      help: `Other settings, by name: ${inOptions.join(', ')}. The resource assemblyai://options describes them.`,
      source: 'ours: for agents',
    }),
  },
  hints: IS_BILLED,
  async run({ audio, options, ...given }, desk, call) {
    const asked = String(audio).trim();
    if (ID.test(asked)) return waitedAnswer(asked, desk, call);
    const source = await sourceOf(asked, desk);
    return transcribed(source, paramsOf({ ...objectOf(options), ...given }, source.audio), desk, call);
  },
});

interface Source {
  readonly audio: Media;
  /** Identifies the recording. */
  readonly key: string;
  readonly name: string;
}

async function sourceOf(asked: string, { folders, allowUrl }: Desk): Promise<Source> {
  // A single letter before the colon is a Windows drive.
  if (/^[a-z][a-z\d+.-]+:/i.test(asked) && !/^file:/i.test(asked)) {
    const known = recognizeSource(safeLink(asked, allowUrl, 'audio'));
    return { ...(await known.open()), name: known.name ?? 'link' };
  }
  if (folders.length === 0) {
    throw new BadInputError('This server may not read local files.', {
      field: 'audio',
      hint: 'Use a public https link, or start the server with --folder and the path of a folder.',
    });
  }
  const { path, name } = await openFileWithin(asked, folders, 'audio');
  return { ...(await recognizeSource(path).open()), name: name ?? asked };
}

function objectOf(options: unknown): Readonly<Record<string, unknown>> {
  if (options === undefined) return {};
  if (!isRecord(options)) throw new BadInputError('options must be an object.', { field: 'options' });
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(entry.params, key));
  if (unknown === undefined || !/url|webhook/i.test(unknown)) return options;
  throw new BadInputError(`options must not contain ${unknown}.`, { field: 'options' });
}

/** The parameters of the request, without the audio. */
function paramsOf(answers: Readonly<Record<string, unknown>>, audio: Media): Readonly<Record<string, unknown>> {
  const withheld = Object.keys(answers).find((key) => {
    const field = (entry.params as Fields)[key];
    return field !== undefined && (field.kind === 'media' || isForNoWaiting(field));
  });
  if (withheld !== undefined) {
    throw new BadInputError(`${withheld} cannot be set here.`, {
      field: withheld,
      hint: 'Remove it. This tool waits for the transcript.',
    });
  }
  checkAgentInput(entry, answers);
  const { input } = readInput(entry, { ...answers, audio_url: audio }, { manner: 'tool' });
  const { audio_url: _, ...params } = bodyOf(entry.params, input);
  return params;
}

async function transcribed(
  { audio, key, name }: Source,
  params: Readonly<Record<string, unknown>>,
  desk: Desk,
  call: ToolCall,
): Promise<string> {
  const { client, clock, journal, usage, library, works, closing } = desk;
  const jobKey = await journalKey(key, params, client);

  const start = async (report: Report): Promise<string> => {
    const transcript = await transcribeOnce(client, audio, params, {
      ...{ journal, key: jobKey, label: name, usage, signal: closing },
      now: () => clock.now(),
      sleep: clock.sleep.bind(clock),
      onProgress(sent, total) {
        const share = total === undefined || total === 0 ? '' : `, ${Math.floor((sent / total) * 100)}%`;
        report({ message: `uploading${share}` });
      },
      onSubmitted: (transcriptId, { status }) => report({ message: status, transcriptId }),
      onStatus: ({ id, status }) => report({ message: status, transcriptId: id }),
    });
    library.keep(transcript);
    return transcript.id;
  };

  const outcome = await works.run(jobKey, start, call, { message: 'starting' });
  if ('result' in outcome) return finishedAnswer(await library.get(outcome.result, call.signal), desk);
  const { message, transcriptId } = outcome.state;
  if (transcriptId !== undefined) return unfinishedAnswer(transcriptId, message);
  return `The recording is not submitted yet (${message}). Call ${entry.id} again with the same arguments to go on waiting. It goes on in the meantime, and is not billed twice.`;
}
