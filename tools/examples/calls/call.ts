import { mkdir, rm, writeFile, appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  asError,
  type CompletedTranscript,
  createLiveCaptions,
  explain,
  isAssemblyAIError,
  type NodeClient,
  type StreamingParams,
  toJson,
  toSpeakerText,
  type TranscriptionParams,
} from '@aai-connectors/core/node';
import type { FinalTurn, SessionOptions } from '@aai-connectors/core/streaming';
import type { CallAudio } from './audio-format.ts';
import { type LiveChannel, openLiveChannel } from './live-channel.ts';
import { createRecording } from './recording.ts';
import type { Span } from './timeline.ts';

export interface CallOptions {
  readonly client: Pick<NodeClient, 'streaming' | 'transcribe' | 'transcripts'>;
  /** ID of the call. Part of the names of its files. */
  readonly id: string;
  /** Folder for the files. Created if it does not exist. */
  readonly folder: string;
  readonly audio: CallAudio;
  /** Names of the channels that are known at the start, in their order. Others follow as soon as they have audio. */
  readonly channels?: readonly string[] | undefined;
  /** Transcribes live; each channel is billed as a session. `false` to leave out. @default {} */
  readonly live?: Omit<StreamingParams, 'encoding' | 'sample_rate'> | false | undefined;
  /** Transcribes the recording after the call. `false` to leave out. @default {} */
  readonly afterCall?: TranscriptionParams | false | undefined;
  readonly keepRecording?: boolean | undefined;
  readonly session?: SessionOptions | undefined;
  /** Live channels at a time. Others are only recorded. @default 8 */
  readonly maxLiveChannels?: number | undefined;
  onTurn?(turn: FinalTurn): void;
  onGap?(speaker: string, gap: Span): void;
  /** Failures that do not end the call: one sentence, without keys. */
  onProblem?(sentence: string): void;
}

/** What a call leaves behind. */
export interface CallResult {
  /** Turns of the live transcript, in the order of their start. */
  readonly turns: readonly FinalTurn[];
  /** The transcript of the recording; absent if it was not asked for, or failed. */
  readonly transcript: CompletedTranscript | undefined;
  /** Paths of the files. */
  readonly files: readonly string[];
}

/** A call in progress: its live transcript, and its recording for the transcript afterwards. */
export interface Call {
  /** Adds audio of a channel at its time in the call, ms. Does not wait and does not throw. */
  write(channel: string, audio: Uint8Array, atMs: number): void;
  /** Ends the call. `live` resolves after the last live turn, `done` after the transcript of the recording. None rejects. */
  end(): { readonly live: Promise<void>; readonly done: Promise<CallResult> };
  /** Ends the call, and deletes all of its files and its transcript, because the consent was revoked. Does not reject. */
  discard(): Promise<void>;
}

/** The API's limit of channels in a recording. */
const MOST_CHANNELS = 32;

export function openCall(options: CallOptions): Call {
  const { client, id, folder, audio, live = {}, afterCall = {}, keepRecording = false, session } = options;
  const { maxLiveChannels = 8 } = options;
  const name = fileNameOf(id);
  const pathOf = (kind: string, ending: string): string => join(folder, `${kind}_${name}.${ending}`);
  const paths = {
    live: pathOf('live', 'txt'),
    json: pathOf('transcript', 'json'),
    text: pathOf('transcript', 'txt'),
    wav: pathOf('recording', 'wav'),
  };
  const isRecorded = afterCall !== false || keepRecording;
  const recording = createRecording(audio, isRecorded ? options.channels : []);
  const captions = createLiveCaptions({ format: 'text' });
  const channels = new Map<string, LiveChannel>();
  const turns: FinalTurn[] = [];
  const speakers: string[] = [...(options.channels ?? [])];
  let ending: { readonly live: Promise<void>; readonly done: Promise<CallResult> } | undefined;
  let isDiscarded = false;
  let jobId: string | undefined;
  const problem = (step: string, error: unknown): void =>
    options.onProblem?.(`${step}: ${isAssemblyAIError(error) ? explain(error) : asError(error).message}`);

  /** Lines are appended in the order of their turns, so that a crash loses none. */
  let saved: Promise<unknown> = mkdir(folder, { recursive: true });
  const keep = (task: () => Promise<unknown>): void => {
    saved = saved.then(task).catch((error: unknown) => problem('The live transcript could not be saved', error));
  };

  function liveChannel(speaker: string): LiveChannel | undefined {
    const found = channels.get(speaker);
    if (found !== undefined || live === false || channels.size >= maxLiveChannels) return found;
    const channel = openLiveChannel(
      client.streaming.connect,
      { speaker, channel: speakers.indexOf(speaker) + 1, audio, params: live, session },
      {
        onTurn(turn) {
          turns.push(turn);
          keep(() => appendFile(paths.live, captions.add(turn)));
          options.onTurn?.(turn);
        },
        onGap: (gap) => options.onGap?.(speaker, gap),
        onEnd({ error }) {
          if (error !== undefined) problem(`The live transcript of ${speaker} ended`, error);
        },
      },
    );
    channels.set(speaker, channel);
    return channel;
  }

  async function transcribe(): Promise<CompletedTranscript | undefined> {
    if (!isRecorded || recording.channels.length === 0) return undefined;
    await recording.save(paths.wav);
    if (afterCall === false) return undefined;
    const count = recording.channels.length;
    const transcript = await client.transcribe(
      paths.wav,
      // The API separates either channels or speakers.
      { ...(count > 1 ? { multichannel: true } : { speaker_labels: true }), ...afterCall },
      // The ID is on the disk before the job ends, because the job is billed from here on.
      {
        onSubmitted(job) {
          jobId = job.id;
          keep(() => writeFile(paths.json, toJson(job)));
        },
      },
    );
    await saved;
    const speakerNames =
      count > 1 ? Object.fromEntries(recording.channels.map((speaker, at) => [String(at + 1), speaker])) : undefined;
    await writeFile(paths.json, toJson(transcript));
    await writeFile(paths.text, `${toSpeakerText(transcript, { timestamps: true, speakerNames })}\n`);
    return transcript;
  }

  async function finish(closed: Promise<unknown>): Promise<CallResult> {
    await closed;
    let transcript: CompletedTranscript | undefined;
    let isKept = keepRecording;
    try {
      transcript = isDiscarded ? undefined : await transcribe();
    } catch (error) {
      isKept = true;
      problem(`The recording was not transcribed, and is in ${paths.wav}`, error);
    }
    await recording.discard().catch((error: unknown) => problem('Temporary files could not be deleted', error));
    if (!isKept) await rm(paths.wav, { force: true });
    const ordered = turns.toSorted((one, other) => one.start - other.start);
    // The sessions of two channels finish their turns in any order.
    if (ordered.length > 0) keep(() => writeFile(paths.live, ordered.map((turn) => captions.add(turn)).join('')));
    await saved;
    return {
      turns: ordered,
      transcript,
      files: [
        ...(turns.length > 0 ? [paths.live] : []),
        ...(transcript === undefined ? [] : [paths.json, paths.text]),
        ...(isKept ? [paths.wav] : []),
      ],
    };
  }

  function end(): { readonly live: Promise<void>; readonly done: Promise<CallResult> } {
    if (ending !== undefined) return ending;
    const closed = Promise.all([...channels.values()].map((channel) => channel.close())).then(() => undefined);
    ending = { live: closed, done: finish(closed) };
    return ending;
  }

  return {
    write(speaker, chunk, atMs) {
      if (ending !== undefined) return;
      if (!speakers.includes(speaker)) {
        if (speakers.length >= MOST_CHANNELS) return;
        speakers.push(speaker);
      }
      liveChannel(speaker)?.write(chunk, atMs);
      if (isRecorded) recording.write(speaker, chunk, atMs);
    },
    end,
    async discard() {
      isDiscarded = true;
      await end().done;
      if (jobId !== undefined) {
        await client.transcripts
          .delete(jobId)
          .catch((error: unknown) => problem(`The transcript ${jobId} could not be deleted`, error));
      }
      await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
    },
  };
}

/** IDs contain characters such as `/` and `=`, which file names must not contain. Different IDs get different names. */
const fileNameOf = (id: string): string => encodeURIComponent(id).replaceAll('.', '%2E').replaceAll('*', '%2A');
