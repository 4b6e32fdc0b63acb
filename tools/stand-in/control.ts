import { isVirtual } from './virtual-clock.ts';
import { type FaultRule, listFaults } from './faults.ts';
import { type Answer, ok, readJson, Refusal } from './http.ts';
import type { IncomingMessage } from 'node:http';
import { startedJobs } from './jobs/started.ts';
import type { Service } from './service.ts';
import { SESSION_MISHAPS, type SessionFault } from './streaming/faults.ts';

/** Control endpoints for other programs. They need no API key and are not part of AssemblyAI's API. */
export async function control(service: Service, request: IncomingMessage, path: string): Promise<Answer> {
  switch (`${request.method} ${path}`) {
    case 'GET /_stand-in/state':
      return ok(stateOf(service));
    case 'GET /_stand-in/faults':
      return ok({ faults: listFaults(), rules: service.faults.rules() });
    case 'POST /_stand-in/faults':
      service.faults.add(ruleFrom(await readJson(request)));
      return ok({ rules: service.faults.rules() });
    case 'DELETE /_stand-in/faults':
      service.faults.clear();
      return ok({ rules: [] });
    case 'GET /_stand-in/session-faults':
      return ok({ faults: SESSION_MISHAPS, rules: service.sessionFaults.all() });
    case 'POST /_stand-in/session-faults':
      service.sessionFaults.add((await readJson(request)) as SessionFault);
      return ok({ rules: service.sessionFaults.all() });
    case 'DELETE /_stand-in/session-faults':
      service.sessionFaults.clear();
      return ok({ rules: [] });
    case 'POST /_stand-in/clock/advance':
      return advance(service, await readJson(request));
    default:
      throw new Refusal(404, 'Not found');
  }
}

async function advance({ clock }: Service, body: unknown): Promise<Answer> {
  if (!isVirtual(clock))
    throw new Refusal(409, 'The clock runs in real time. To advance it, start the stand-in with --clock manual.');
  const ms = (body as { ms?: unknown } | null)?.ms;
  if (typeof ms !== 'number' || !(ms >= 0)) throw new Refusal(400, 'ms must be a number of milliseconds.');
  await clock.advance(ms);
  return ok({ now: clock.now() });
}

function ruleFrom(body: unknown): FaultRule {
  if (typeof body !== 'object' || body === null) throw new Refusal(400, 'The fault rule must be a JSON object.');
  const { match, fault, times } = body as Record<string, unknown>;
  if (typeof fault !== 'string') throw new Refusal(400, 'fault must be the name of a fault.');
  if (times !== undefined && typeof times !== 'number') throw new Refusal(400, 'times must be a number.');
  if (match !== undefined && (typeof match !== 'object' || match === null)) {
    throw new Refusal(400, 'match must be an object.');
  }
  const { method, path } = (match ?? {}) as Record<string, unknown>;
  if (![method, path].every((value) => value === undefined || typeof value === 'string')) {
    throw new Refusal(400, 'match.method and match.path must be strings.');
  }
  return { fault, times, match: { method: method as string | undefined, path: path as string | undefined } };
}

function stateOf(service: Service): object {
  const { settings, clock, transcripts, uploads, webhooks, faults, engines, streaming, sessionFaults } = service;
  return {
    region: settings.region,
    api: settings.api,
    lemur: settings.lemur,
    now: clock.now(),
    engines: engines.map(({ name }) => name),
    transcripts: transcripts.all().map(({ id, status, engine, request, error, deleted }) => ({
      id,
      status,
      engine,
      audio_url: request.audio_url,
      error,
      deleted,
    })),
    jobs: startedJobs(service),
    uploads: uploads.all().map(({ id, size, expiresAt }) => ({ id, size, expiresAt })),
    deliveries: webhooks.log,
    faults: faults.rules(),
    sessions: streaming.sessions().map(({ frames, ...session }) => ({ ...session, frames: frames.length })),
    sessionFaults: sessionFaults.all(),
  };
}
