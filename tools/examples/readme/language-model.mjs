/**
 * The two endpoints of OpenAI that examples use. The chat model answers what MODEL_REPLIES says, one reply for each turn; the
 * embeddings are counts of words, so that texts with the same words are similar.
 */
const replies = JSON.parse(process.env.MODEL_REPLIES ?? '[]');
const DIMENSIONS = 512;

export async function answerAsModel(path, body) {
  if (path === '/v1/embeddings') return Response.json(embeddings(body));
  if (path === '/v1/chat/completions') return Response.json(completion(body));
  throw new Error(`An example asks OpenAI for ${path}.`);
}

let turn = 0;

function completion({ model, messages }) {
  const reply = replies[turn++];
  if (reply === undefined) throw new Error('An example asks the language model more often than its replies.');
  const said = messages
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
    .join('\n');
  const transcriptId = /Transcript ID: ([\w-]+)/.exec(said)?.[1];
  const message =
    typeof reply === 'string'
      ? { role: 'assistant', content: reply }
      : { role: 'assistant', content: null, tool_calls: [toolCall(reply, transcriptId)] };
  return {
    id: `chatcmpl-${turn}`,
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, message, finish_reason: message.content === null ? 'tool_calls' : 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

const toolCall = ({ tool, args }, transcriptId) => ({
  id: `call_${turn}`,
  type: 'function',
  function: { name: tool, arguments: JSON.stringify(args).replaceAll('{transcriptId}', transcriptId) },
});

function embeddings({ input, model, encoding_format }) {
  const data = [input].flat().map((text, index) => {
    const vector = Float32Array.from(countsOf(text));
    const embedding = encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  return { object: 'list', data, model, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

function countsOf(text) {
  const counts = new Array(DIMENSIONS).fill(0);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    const hash = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % DIMENSIONS, 7);
    counts[hash] += 1;
  }
  return counts;
}
