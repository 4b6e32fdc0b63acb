import type { INodeProperties } from 'n8n-workflow';
import { propertyOf } from '../form.ts';
import { byDisplayName } from '../names.ts';
import { optionalProperties, optionsCollection } from '../view.ts';
import { type Fields, formFields, isForNoWaiting, selfDescribingEncodings, streamingParams } from '../core.ts';

/** Where the audio comes from. */
export type SourceKind = 'calls' | 'websocket' | 'http';

/** The format of the audio, which calls have by themselves. */
const FORMAT: readonly string[] = ['encoding', 'sample_rate'];

/** Shown directly, and on: people read the text of an item. */
const FORMATTED = 'format_turns';

/** They cause messages that start nothing, or end sessions in another way than Idle Timeout. */
const WITHOUT_USE: readonly string[] = ['session_heartbeat', 'acknowledge_silence', 'inactivity_timeout'];

/** Fields of a session that a person may set. Webhooks and partial results have no use here. */
export const liveFields: Fields = Object.fromEntries(
  Object.entries(formFields(streamingParams)).filter(
    ([key, field]) => !isForNoWaiting(field) && !WITHOUT_USE.includes(key),
  ),
);

const isShown = (key: string): boolean => FORMAT.includes(key) || key === FORMATTED;

const optional = Object.fromEntries(Object.entries(liveFields).filter(([key]) => !isShown(key)));

/** Sources of which only a person knows the format. */
const WITH_FORMAT = { audioSource: ['websocket', 'http'] };

const ABOUT =
  'Each finished turn of speech starts the workflow. AssemblyAI bills a session while it is open. Phone calls need a call bridge next to n8n: see <a href="https://github.com/aai-connectors/aai-connectors/tree/main/packages/n8n-node#phone-calls" target="_blank">Phone calls</a>.';

export const liveForm: INodeProperties[] = [
  {
    displayName: ABOUT,
    name: 'about',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Audio Source',
    name: 'audioSource',
    type: 'options',
    default: 'calls',
    options: [
      {
        name: 'HTTP Stream',
        value: 'http',
        description: 'Audio from a link, such as an internet radio station in AAC',
      },
      { name: 'Phone Calls (Twilio)', value: 'calls', description: 'The calls of a bridge for Twilio Media Streams' },
      { name: 'WebSocket', value: 'websocket', description: 'Audio in the binary messages of a WebSocket server' },
    ],
    description: 'Where the audio comes from',
  },
  {
    displayName: 'Address',
    name: 'address',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. ws://127.0.0.1:8766/calls?token=…',
    description:
      'Address of the call bridge, the WebSocket server, or the audio stream. Include its token if it needs one.',
  },
  {
    displayName: 'Line',
    name: 'line',
    type: 'string',
    default: '',
    placeholder: 'e.g. support',
    description:
      'Transcribes only the calls of this line. Its name is the last part of the Stream URL in TwiML, such as wss://calls.example.com/twilio/support. Leave empty for all calls. Each trigger that receives a call is billed for it.',
    displayOptions: { show: { audioSource: ['calls'] } },
  },
  {
    displayName: 'Speakers',
    name: 'tracks',
    type: 'options',
    default: 'inbound',
    options: [
      { name: 'Both Sides', value: 'both', description: 'Each side of the call is billed as a session' },
      { name: 'Caller', value: 'inbound' },
    ],
    description: 'Which sides of the call to transcribe',
    displayOptions: { show: { audioSource: ['calls'] } },
  },
  {
    ...propertyOf(FORMATTED, liveFields[FORMATTED]!),
    default: true,
    description: 'Whether the text of turns has punctuation and capitalization',
  },
  { ...propertyOf('encoding', liveFields['encoding']!), displayOptions: { show: WITH_FORMAT } },
  {
    ...propertyOf('sample_rate', liveFields['sample_rate']!),
    displayOptions: { show: WITH_FORMAT, hide: { encoding: [...selfDescribingEncodings] } },
  },
  {
    displayName: 'Also Start For',
    name: 'alsoEmit',
    type: 'multiOptions',
    default: ['gap', 'end'],
    options: [
      { name: 'End', value: 'end', description: 'The end of a call or source, with its reason and number of turns' },
      { name: 'Gaps', value: 'gap', description: 'Audio that was not transcribed' },
    ],
    description:
      'What starts the workflow in addition to turns. The field type of an item is turn, end, or gap. Without End, a session that fails becomes a failed execution.',
  },
  ...optionsCollection(
    [
      ...optionalProperties({ params: optional }),
      {
        displayName: 'Idle Timeout',
        name: 'idleTimeout',
        type: 'number' as const,
        default: 60,
        typeOptions: { minValue: 1 },
        description: 'Seconds without audio after which a session ends. The next audio opens a new session.',
      },
      {
        displayName: 'Restart Finished Stream',
        name: 'restart',
        type: 'boolean' as const,
        default: false,
        description:
          'Whether to open an HTTP stream again after it has ended. A recording at the link would be transcribed, and billed, again and again.',
      },
    ].sort(byDisplayName),
  ),
];
