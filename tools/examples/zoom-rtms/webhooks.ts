import { isRecord } from '@aai-connectors/core/node';

/** A stream of a meeting that can be received. */
export interface MeetingStream {
  readonly meetingUuid: string;
  readonly streamId: string;
}

/** A webhook of Zoom. */
export type ZoomEvent =
  | { readonly kind: 'validation'; readonly plainToken: string }
  | { readonly kind: 'started'; readonly stream: MeetingStream; readonly signalingUrl: string }
  | { readonly kind: 'stopped'; readonly stream: MeetingStream; readonly reason: number | undefined }
  | { readonly kind: 'other'; readonly event: string };

/**
 * Reads a webhook. The payload is flat in Zoom's samples, and below `object` in other documentation.
 *
 * Source: https://developers.zoom.us/docs/rtms/event-reference/
 *
 * @returns `undefined` for anything that is no webhook of Zoom
 */
export function readWebhook(body: string): ZoomEvent | undefined {
  const message = parsed(body);
  const event = message?.['event'];
  const outer = message?.['payload'];
  if (typeof event !== 'string' || !isRecord(outer)) return undefined;
  if (event === 'endpoint.url_validation') {
    const { plainToken } = outer;
    return typeof plainToken === 'string' ? { kind: 'validation', plainToken } : undefined;
  }
  if (event !== 'meeting.rtms_started' && event !== 'meeting.rtms_stopped') return { kind: 'other', event };
  const payload = isRecord(outer['object']) ? { ...outer, ...outer['object'] } : outer;
  const { meeting_uuid: meetingUuid, rtms_stream_id: streamId, server_urls: signalingUrl } = payload;
  if (typeof meetingUuid !== 'string' || typeof streamId !== 'string') return undefined;
  const stream = { meetingUuid, streamId };
  if (event === 'meeting.rtms_stopped') {
    const reason = payload['stop_reason'] ?? payload['reason'];
    return { kind: 'stopped', stream, reason: typeof reason === 'number' ? reason : undefined };
  }
  return typeof signalingUrl === 'string' ? { kind: 'started', stream, signalingUrl } : undefined;
}

function parsed(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const message: unknown = JSON.parse(body);
    return isRecord(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
