import { type Call, type Handler, Refusal } from './http.ts';
import { chat, models, understanding, validate } from './llm/gateway.ts';
import { generate, purge, retrieve } from './llm/lemur.ts';
import { list } from './rest/list.ts';
import { submit } from './rest/submit.ts';
import { transcribeNow, warm } from './rest/sync.ts';
import { createToken } from './rest/tokens.ts';
import * as transcript from './rest/transcript.ts';
import { upload } from './rest/upload.ts';
import type { Service } from './service.ts';

export interface Route {
  readonly handler: Handler;
  readonly at: Call['at'];
}

/** Every operation that needs a key. */
const tableOf = (service: Service): Readonly<Record<string, Handler>> => ({
  'POST /v2/upload': upload(service),
  // Uploads are readable by the service only. Contract: `rest.md` section 3.
  'GET /upload/:upload_id': () => {
    throw new Refusal(403, 'Cannot access uploaded file');
  },
  'POST /v2/transcript': submit(service),
  'GET /v2/transcript': list(service),
  'GET /v2/transcript/:transcript_id': transcript.get(service),
  'DELETE /v2/transcript/:transcript_id': transcript.erase(service),
  'GET /v2/transcript/:transcript_id/srt': transcript.subtitles(service, 'srt'),
  'GET /v2/transcript/:transcript_id/vtt': transcript.subtitles(service, 'vtt'),
  'GET /v2/transcript/:transcript_id/sentences': transcript.sentences(service),
  'GET /v2/transcript/:transcript_id/paragraphs': transcript.paragraphs(service),
  'GET /v2/transcript/:transcript_id/word-search': transcript.wordSearch(service),
  'GET /v2/transcript/:transcript_id/redacted-audio': transcript.redactedAudio(service),
  'POST /lemur/v3/generate/task': generate(service, 'task'),
  'POST /lemur/v3/generate/summary': generate(service, 'summary'),
  'POST /lemur/v3/generate/question-answer': generate(service, 'question-answer'),
  'POST /lemur/v3/generate/action-items': generate(service, 'action-items'),
  'GET /lemur/v3/:request_id': retrieve(service),
  'DELETE /lemur/v3/:request_id': purge(service),
  'POST /v1/chat/completions': chat(service),
  'POST /v1/understanding': understanding(service),
  'POST /v1/understanding/validate': validate(service),
  'GET /v1/models': models,
  'POST /v1/transcribe/live': transcribeNow(service),
  'POST /v1/transcribe/stream': transcribeNow(service),
  'GET /v1/warm': warm,
  'GET /v3/token': createToken(service.tokens),
});

/** Finds the route of a request; `undefined` means 404. */
export function createRouter(service: Service): (method: string, path: string) => Route | undefined {
  const routes = Object.entries(tableOf(service)).map(([name, handler]) => {
    const [method, pattern = ''] = name.split(' ');
    return { method, parts: pattern.split('/'), handler };
  });
  return (method, path) => {
    const parts = path.split('/');
    for (const route of routes) {
      if (route.method !== method || route.parts.length !== parts.length) continue;
      const at = bound(route.parts, parts);
      if (at !== undefined) return { handler: route.handler, at };
    }
    return undefined;
  };
}

function bound(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const at: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index]!;
    if (wanted.startsWith(':')) at[wanted.slice(1)] = decoded(part);
    else if (wanted !== part) return undefined;
  }
  return at;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
