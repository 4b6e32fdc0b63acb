import type { Credential, WorkflowNode } from '../real/commands.ts';
import { DRIVE } from './services/drive.ts';
import { MODEL } from './services/model.ts';
import { SLACK } from './services/slack.ts';
import { TWILIO, ZOOM } from './services/telephony.ts';
import { ACCOUNT, PACKAGE } from './workflows.ts';

/** The user's accounts at other companies. @param url of the bystander */
export const accountsAt = (url: string): readonly Credential[] => [
  {
    ...DRIVE_ACCOUNT,
    type: 'googleDriveOAuth2Api',
    data: {
      clientId: 'client',
      clientSecret: 'secret',
      oauthTokenData: { access_token: DRIVE.token, refresh_token: 'refresh', token_type: 'Bearer' },
    },
  },
  { ...SLACK_ACCOUNT, type: 'slackApi', data: { accessToken: SLACK.token } },
  {
    ...TWILIO_ACCOUNT,
    type: 'twilioApi',
    data: { authType: 'authToken', accountSid: TWILIO.accountSid, authToken: TWILIO.authToken },
  },
  { ...ZOOM_ACCOUNT, type: 'crypto', data: { hmacSecret: ZOOM.secretToken } },
  { ...MODEL_ACCOUNT, type: 'openAiApi', data: { apiKey: MODEL.key, url: `${url}/v1` } },
];

const DRIVE_ACCOUNT = { id: 'credentialDrive0', name: 'Google Drive account' };
const SLACK_ACCOUNT = { id: 'credentialSlack0', name: 'Slack account' };
const TWILIO_ACCOUNT = { id: 'credentialTwilio', name: 'Twilio account' };
const ZOOM_ACCOUNT = { id: 'credentialZoom00', name: 'Zoom secret token' };
const MODEL_ACCOUNT = { id: 'credentialOpenAi', name: 'OpenAI account' };

/** A node of a template after its setup: with a credential, and with a folder or a channel. */
export function setUp(node: WorkflowNode): WorkflowNode {
  const { type, parameters } = node;
  const named = (value: string, mode: string): object => ({ __rl: true, mode, value });
  if (type.startsWith(PACKAGE)) return { ...node, credentials: ACCOUNT };
  switch (type.slice(type.lastIndexOf('.') + 1)) {
    case 'googleDriveTrigger':
      return {
        ...node,
        credentials: { googleDriveOAuth2Api: DRIVE_ACCOUNT },
        parameters: { ...parameters, folderToWatch: named(DRIVE.folder, 'id') },
      };
    case 'googleDrive':
      return { ...node, credentials: { googleDriveOAuth2Api: DRIVE_ACCOUNT } };
    case 'slack':
      return {
        ...node,
        credentials: { slackApi: SLACK_ACCOUNT },
        parameters: { ...parameters, channelId: named(SLACK.channel, 'name') },
      };
    case 'httpRequest':
      return parameters['nodeCredentialType'] === 'twilioApi'
        ? { ...node, credentials: { twilioApi: TWILIO_ACCOUNT } }
        : node;
    case 'crypto':
      return { ...node, credentials: { crypto: ZOOM_ACCOUNT } };
    case 'lmChatOpenAi':
      return { ...node, credentials: { openAiApi: MODEL_ACCOUNT } };
    default:
      return node;
  }
}
