import type { Workflow, WorkflowNode } from '../real/commands.ts';
import { assemblyAi, chain, hook, trigger } from '../stories/workflows.ts';

const transcribe = {
  resource: 'transcript',
  operation: 'transcribe',
  speaker_labels: true,
  options: { speakers_expected: 2 },
};

/** Distance between nodes on the editor's grid, in pixels. */
const COLUMN = 224;
const ROW = 208;

const at = (column: number, row: number, node: WorkflowNode, name = node.name): WorkflowNode => ({
  ...node,
  name,
  position: [column * COLUMN, row * ROW],
});

export const LINK: Workflow = chain('pictureOfLink001', 'Transcribe a link', [
  at(0, 0, hook('link'), 'Webhook'),
  at(1, 0, assemblyAi({ ...transcribe, audio_url_source: 'url', audio_url: 'https://assembly.ai/wildfires.mp3' })),
]);

export const RECORDING: Workflow = chain('pictureOfFile001', 'Transcribe a file', [
  at(0, 0, hook('file', { binaryPropertyName: 'data', rawBody: true }), 'Webhook'),
  at(1, 0, assemblyAi({ ...transcribe, audio_url_source: 'binary', audio_url_field: 'data', files: ['srt'] })),
]);

const ofTheTranscript = (operation: string): WorkflowNode['parameters'] => ({
  resource: 'transcript',
  operation,
  transcript_id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
});

/** Every way to start a workflow: a request with a recording, a webhook of the service, a poll of the account. */
export const CANVAS: Workflow = together(
  chain('pictureOfCanvas1', 'Minutes of meetings', [
    at(0, 0, hook('meeting', { binaryPropertyName: 'data', rawBody: true }), 'Webhook'),
    at(1, 0, assemblyAi({ ...transcribe, audio_url_source: 'binary', audio_url_field: 'data' })),
    at(2, 0, assemblyAi(ofTheTranscript('get_subtitles')), 'Subtitles'),
  ]),
  chain('', '', [
    at(0, 1, trigger('assemblyAiTrigger', { secret: 'agreed-secret' }), 'AssemblyAI Trigger'),
    at(1, 1, assemblyAi(ofTheTranscript('summarize_transcript')), 'Summary'),
  ]),
  chain('', '', [
    at(0, 2, trigger('assemblyAiPollingTrigger'), 'AssemblyAI Polling Trigger'),
    at(1, 2, assemblyAi(ofTheTranscript('list_action_items')), 'Action Items'),
  ]),
);

/** One workflow made of several chains, with the ID and name of the first. */
function together(first: Workflow, ...rest: readonly Workflow[]): Workflow {
  const all = [first, ...rest];
  return {
    ...first,
    nodes: all.flatMap(({ nodes }) => nodes),
    connections: Object.assign({}, ...all.map(({ connections }) => connections)) as Workflow['connections'],
  };
}
