import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';
import { credentialFields, testedAddress } from '../src/credential.ts';

export class AssemblyAiApi implements ICredentialType {
  name = 'assemblyAiApi';

  displayName = 'AssemblyAI API';

  icon: Icon = { light: 'file:../icons/assemblyai.svg', dark: 'file:../icons/assemblyai.dark.svg' };

  documentationUrl = 'https://www.assemblyai.com/docs/api-reference/overview#authorization';

  properties: INodeProperties[] = credentialFields;

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '={{$credentials.apiKey.trim()}}' } },
  };

  test: ICredentialTestRequest = {
    request: { baseURL: testedAddress, url: '/v2/transcript', qs: { limit: 1 } },
  };
}
