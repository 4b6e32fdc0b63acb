import { choice, flag, number } from '../../kit/fields.ts';
import { voiceFocusModels } from '../../vocabulary/streaming.ts';

/** Which sound counts as speech. */
export const liveAudioParams = {
  voice_focus: choice({
    group: 'recognition',
    label: 'Voice Focus',
    help: 'Suppresses background voices and noise, for a speaker near to or far from the microphone.',
    options: voiceFocusModels,
    source: 'newer.md 4',
  }),
  voice_focus_threshold: number({
    group: 'recognition',
    label: 'Voice Focus Threshold',
    help: 'How strongly background sound is suppressed, from 0 to 1.',
    min: 0,
    max: 1,
    requires: [{ field: 'voice_focus', level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4',
  }),
  session_heartbeat: flag({
    group: 'recognition',
    label: 'Session Heartbeat',
    help: 'Send a message with the amount of received audio at regular intervals.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
  acknowledge_silence: flag({
    group: 'recognition',
    label: 'Acknowledge Silence',
    help: 'Send a message about every second while nobody speaks.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
};
