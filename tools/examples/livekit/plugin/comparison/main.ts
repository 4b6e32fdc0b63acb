/** Compares the plugin with AssemblyAI's SDK and with the API itself. Started by `../../main.ts`. */
import { initializeLogger } from '@livekit/agents';
import { markedListener, startStandIn } from '@aai-connectors/stand-in';
import { tableOf } from '../../table.ts';
import { scoreOf, wordsOf } from '../../words.ts';
import { AssemblyAiStt } from '../index.ts';
import { runChecks } from './checks.ts';
import { asInRoom, dialogue } from './recording.ts';
import { startRelay } from './relay.ts';
import { SdkStt } from './sdk-stt.ts';
import { type SpeakOptions, type Spoken, speakTo, speakToApi } from './speak.ts';

/** In the middle of a word of the third sentence. */
const CUT_MS = 10_500;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const setting = (name: string): string => process.env[name] ?? '';

initializeLogger({ pretty: false, level: 'fatal' });
const files = { key: setting('TLS_KEY'), cert: setting('TLS_CERT') };
const { voices, marked, markedWords, words } = await dialogue();
/** Recognizes voices, which takes a share of a processor. */
const voiceApi = await startStandIn();
const markedApi = await startStandIn({ streaming: { listener: markedListener(markedWords) } });
const apiKey = voiceApi.keys[0]!;

interface Row {
  readonly name: string;
  readonly api: typeof voiceApi;
  readonly isCut?: boolean;
  speak(baseUrl: string, options: SpeakOptions): Promise<Spoken>;
}

const plugin = (baseUrl: string): AssemblyAiStt => new AssemblyAiStt({ apiKey, baseUrl, formatTurns: true });

const direct: Row = {
  name: 'the API itself, by ws',
  api: markedApi,
  speak: (baseUrl) => speakToApi(baseUrl, apiKey, marked),
};
const ours: Row = {
  name: 'this plugin',
  api: markedApi,
  speak: (baseUrl, options) => speakTo(plugin(baseUrl), marked, options),
};
const sdk: Row = {
  name: "AssemblyAI's SDK",
  api: markedApi,
  speak: (baseUrl, options) => speakTo(new SdkStt(apiKey, baseUrl), marked, options),
};
const cut = (row: Row): Row => ({ ...row, name: `${row.name}, connection cut`, isCut: true });
const inRoom: Row = {
  name: 'this plugin, voices, 48 kHz, stereo, connection cut',
  api: voiceApi,
  isCut: true,
  speak: (baseUrl, options) =>
    speakTo(plugin(baseUrl), asInRoom(voices), { ...options, sampleRate: 48_000, channels: 2 }),
};

async function speakThrough({ speak, api, isCut = false }: Row): Promise<Spoken> {
  const relay = await startRelay(Number(new URL(api.url).port), files);
  try {
    return await speak(relay.url, isCut ? { at: { ms: CUT_MS, run: relay.cut } } : {});
  } finally {
    relay.close();
  }
}

const results = new Map<Row, Spoken>();
for (const together of [[direct, ours, sdk, cut(ours), cut(sdk)], [inRoom]]) {
  const spoken = await Promise.all(together.map(speakThrough));
  for (const [at, row] of together.entries()) results.set(row, spoken[at]!);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** How much later than from the API itself the final transcripts arrived, ms; only if they are the same. */
function delay({ finals }: Spoken): string {
  const base = results.get(direct)!.finals;
  if (finals.length !== base.length || finals.some(({ text }, at) => text !== base[at]!.text)) return '';
  return String(Math.round(median(finals.map(({ arrivedMs }, at) => arrivedMs - base[at]!.arrivedMs))));
}

const EVENTS = ['START_OF_SPEECH', 'INTERIM_TRANSCRIPT', 'PREFLIGHT_TRANSCRIPT', 'FINAL_TRANSCRIPT', 'END_OF_SPEECH'];
const scores = [...results].map(([row, spoken]) => ({
  ...{ row, spoken },
  score: scoreOf(words, wordsOf(spoken.finals.map(({ text }) => text).join(' '))),
}));
print('');
print(
  tableOf([
    ['', 'words', 'received', 'lost', 'extra', 'start', 'interim', 'preflight', 'final', 'end', 'usage', 'later, ms'],
    ...scores.map(({ row, spoken, score }) => [
      ...[row.name, score.expected, score.received, score.lost, score.extra].map(String),
      ...[...EVENTS, 'RECOGNITION_USAGE'].map((name) => String(spoken.events[name] ?? '')),
      row === direct || row.api !== direct.api ? '' : delay(spoken),
    ]),
  ]),
);
print(
  `\nConnections were cut after ${CUT_MS / 1000} s. "later": median delay of the final transcripts after the API's.\n`,
);
const failed = await runChecks(print);
await Promise.all([voiceApi.close(), markedApi.close()]);
const isExact = scores.every(({ row, score }) => !row.name.startsWith('this plugin') || score.lost + score.extra === 0);
print(`\nWords that the plugin lost or added: ${isExact ? 'none' : 'see the table'}. Failed checks: ${failed}`);
process.exit(isExact && failed === 0 ? 0 : 1);
