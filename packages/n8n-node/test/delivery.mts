import type { IDataObject } from 'n8n-workflow';
import type { StandIn } from '@aai-connectors/stand-in';
import type { Outcome, WaitingCall } from '@aai-connectors/host-n8n/emulator';

/** Bodies of the submissions that a service has received, the oldest first. */
export const submissionsTo = (service: Pick<StandIn, 'requests'>): readonly IDataObject[] =>
  service
    .requests()
    .filter(({ method, path }) => method === 'POST' && path === '/v2/transcript')
    .map(({ body }) => body as IDataObject);

/** The call that AssemblyAI sends to an execution that waits, for the last job that was submitted. */
export function deliveryTo(
  { outputs }: Outcome,
  service: Pick<StandIn, 'requests'>,
  more: IDataObject = {},
): WaitingCall {
  const submitted = submissionsTo(service).at(-1)!;
  return {
    url: String(submitted['webhook_url']),
    headers: {
      [String(submitted['webhook_auth_header_name']).toLowerCase()]: String(submitted['webhook_auth_header_value']),
    },
    body: { transcript_id: outputs[0]!.at(-1)!.json['id'], status: 'completed', ...more },
  };
}
