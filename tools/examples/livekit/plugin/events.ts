import { asLanguageCode, stt, voice } from '@livekit/agents';
import type { NodeClient } from '@aai-connectors/core/node';
import type { Speech, SpeechEvent } from '../speech.ts';

export const eventOf = ({
  type,
  speech,
  audioDuration,
  requestId,
}: SpeechEvent & { readonly requestId: string }): stt.SpeechEvent => ({
  type: stt.SpeechEventType[type],
  requestId,
  ...(speech && { alternatives: [dataOf(speech)] }),
  ...(audioDuration !== undefined && { recognitionUsage: { audioDuration } }),
});

const dataOf = ({ words, language, metadata, ...speech }: Speech): stt.SpeechData => ({
  ...speech,
  language: asLanguageCode(language),
  words: words.map((word) => voice.createTimedString({ ...word })),
  ...(metadata && { metadata }),
});

type Recognized = Awaited<ReturnType<NodeClient['transcribeNow']>>;

/** The result of a whole buffer. */
export function recognized({ text, words, confidence, session_id }: Recognized): stt.SpeechEvent {
  const spoken = words.map((word) => ({
    text: word.text,
    startTime: (word.start ?? 0) / 1000,
    endTime: (word.end ?? 0) / 1000,
    confidence: word.confidence,
    speakerId: null,
  }));
  const data: Speech = {
    text,
    language: '',
    startTime: spoken[0]?.startTime ?? 0,
    endTime: spoken.at(-1)?.endTime ?? 0,
    confidence: confidence ?? 0,
    speakerId: null,
    words: spoken,
  };
  return {
    type: stt.SpeechEventType.FINAL_TRANSCRIPT,
    alternatives: [dataOf(data)],
    ...(session_id !== undefined && { requestId: session_id }),
  };
}
