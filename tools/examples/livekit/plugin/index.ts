import { Plugin } from '@livekit/agents';

export { AssemblyAiSpeechStream, AssemblyAiStt } from './stt.ts';
export type { AssemblyAiSttChanges, AssemblyAiSttOptions } from '../options.ts';

/** LiveKit's repository has a plugin for AssemblyAI, so this one has a different name. */
class AssemblyAiConnectorsPlugin extends Plugin {
  constructor() {
    super({
      title: 'assemblyai-connectors',
      version: '0.1.0',
      package: '@aai-connectors/example-livekit',
    });
  }
}

Plugin.registerPlugin(new AssemblyAiConnectorsPlugin());
