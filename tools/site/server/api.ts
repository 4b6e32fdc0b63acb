import type { IncomingMessage, ServerResponse } from 'node:http';
import { type KeyRequest, ROUTES } from '../shared/protocol.ts';
import { failureOf, readJson, sendJson, statusOf } from './json.ts';
import type { ServiceDesk } from './service.ts';
import { transcribe } from './transcripts.ts';

/** Seconds in which the page must use a token for a live session. */
const TOKEN_SECONDS = 60;

/** Answers a request of the page. @returns whether the address belongs to the API */
export async function answerApi(
  desk: ServiceDesk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const route = `${request.method} ${url.pathname.slice(1)}`;
  switch (route) {
    case `GET ${ROUTES.service}`:
      sendJson(response, 200, desk.current().info);
      return true;
    case `POST ${ROUTES.key}`:
      await orFailure(response, async () => {
        const asked = keyRequestOf(await readJson(request));
        if (asked === undefined)
          sendJson(response, 400, { code: 'bad_input', message: 'Enter an API key and a region.' });
        else sendJson(response, 200, (await desk.connect(asked)).info);
      });
      return true;
    case `DELETE ${ROUTES.key}`:
      sendJson(response, 200, desk.disconnect().info);
      return true;
    case `POST ${ROUTES.transcripts}`:
      await transcribe(desk.current(), request, response, url.searchParams);
      return true;
    case `POST ${ROUTES.token}`:
      await orFailure(response, async () => {
        const { token } = await desk.current().client.streaming.createToken({ expires_in_seconds: TOKEN_SECONDS });
        sendJson(response, 200, { token });
      });
      return true;
    default:
      return false;
  }
}

async function orFailure(response: ServerResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const failure = failureOf(thrown);
    sendJson(response, statusOf(failure), failure);
  }
}

function keyRequestOf(body: Readonly<Record<string, unknown>> | undefined): KeyRequest | undefined {
  const { apiKey, region } = body ?? {};
  if (typeof apiKey !== 'string' || apiKey.trim() === '' || (region !== 'us' && region !== 'eu')) return undefined;
  return { apiKey: apiKey.trim(), region };
}
