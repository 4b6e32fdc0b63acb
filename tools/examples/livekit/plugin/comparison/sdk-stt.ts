import { APIConnectionError, type APIConnectOptions, AudioByteStream, stt } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import { AssemblyAI } from 'assemblyai';
import { SAMPLE_RATE } from './recording.ts';

/** AssemblyAI's SDK as a LiveKit plugin, with the least that works. LiveKit runs a stream again after a lost connection. */
export class SdkStt extends stt.STT {
  readonly label = 'sdk.STT';
  readonly #websocketBaseUrl: string;
  readonly #apiKey: string;

  constructor(apiKey: string, baseUrl: string) {
    super({ streaming: true, interimResults: true });
    this.#apiKey = apiKey;
    this.#websocketBaseUrl = `${baseUrl}/v3/ws`;
  }

  override stream({ connOptions }: { connOptions?: APIConnectOptions } = {}): SdkSpeechStream {
    const client = new AssemblyAI({ apiKey: this.#apiKey });
    const open = () =>
      client.streaming.transcriber({
        sampleRate: SAMPLE_RATE,
        formatTurns: true,
        websocketBaseUrl: this.#websocketBaseUrl,
      } as globalThis.Parameters<typeof client.streaming.transcriber>[0]);
    return new SdkSpeechStream(this, open, connOptions);
  }

  protected override async _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('Only streams are compared.');
  }
}

type Transcriber = ReturnType<AssemblyAI['streaming']['transcriber']>;

class SdkSpeechStream extends stt.SpeechStream {
  readonly label = 'sdk.SpeechStream';
  readonly #open: () => Transcriber;

  constructor(owner: SdkStt, open: () => Transcriber, connOptions?: APIConnectOptions) {
    super(owner, SAMPLE_RATE, connOptions);
    this.#open = open;
  }

  protected override async run(): Promise<void> {
    const transcriber = this.#open();
    let isSpeaking = false;
    let isEnding = false;
    const lost = new Promise<never>((_, reject) => {
      transcriber.on('close', () => {
        if (!isEnding) reject(new APIConnectionError({ message: 'The connection was lost.' }));
      });
      transcriber.on('error', (error) => reject(new APIConnectionError({ message: error.message })));
    });
    lost.catch(() => undefined);
    transcriber.on('turn', ({ transcript, words, end_of_turn, turn_is_formatted }) => {
      const text = end_of_turn ? transcript : words.map((word) => word.text).join(' ');
      if (text === '' || (end_of_turn && !turn_is_formatted)) return;
      if (!isSpeaking) this.queue.put({ type: stt.SpeechEventType.START_OF_SPEECH });
      isSpeaking = !end_of_turn;
      this.queue.put({
        type: end_of_turn ? stt.SpeechEventType.FINAL_TRANSCRIPT : stt.SpeechEventType.INTERIM_TRANSCRIPT,
        alternatives: [dataOf(text, words)],
      });
      if (end_of_turn) this.queue.put({ type: stt.SpeechEventType.END_OF_SPEECH });
    });
    await transcriber.connect();
    await Promise.race([this.#send(transcriber), lost]);
    isEnding = true;
    await transcriber.close();
  }

  async #send(transcriber: Transcriber): Promise<void> {
    // The API accepts messages of at least 50 ms.
    const messages = new AudioByteStream(SAMPLE_RATE, 1, SAMPLE_RATE / 10);
    const send = (frames: AudioFrame[]): void => {
      for (const { data } of frames) transcriber.sendAudio(Int16Array.from(data).buffer);
    };
    for await (const item of this.input) {
      if (item !== stt.SpeechStream.FLUSH_SENTINEL) send(messages.write(item.data));
    }
    send(messages.flush());
  }
}

const dataOf = (text: string, words: readonly { readonly start: number; readonly end: number }[]): stt.SpeechData => ({
  text,
  language: '' as stt.SpeechData['language'],
  startTime: (words[0]?.start ?? 0) / 1000,
  endTime: (words.at(-1)?.end ?? 0) / 1000,
  confidence: 1,
});
