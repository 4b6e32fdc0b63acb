import { choice, flag, number } from '../../kit/fields.ts';
import { voiceFocusModels } from '../../vocabulary/streaming.ts';

/** Background noise and silence. */
export const liveAudioParams = {
  voice_focus: choice({
    group: 'recognition',
    label: 'Voice Focus',
    help: 'Suppress background voices and noise, based on the distance to the microphone.',
    options: voiceFocusModels,
    source: 'newer.md 4',
  }),
  voice_focus_threshold: number({
    group: 'recognition',
    label: 'Voice Focus Threshold',
    help: 'How strongly to suppress background sound, from 0 to 1.',
    min: 0,
    max: 1,
    requires: [{ field: 'voice_focus', level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4',
  }),
  session_heartbeat: flag({
    group: 'recognition',
    label: 'Session Heartbeat',
    help: 'Send regular messages with the amount of audio received.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
  acknowledge_silence: flag({
    group: 'recognition',
    label: 'Acknowledge Silence',
    help: 'Send a message about every second during silence.',
    serverDefault: false,
    source: 'newer.md 4',
  }),
};
