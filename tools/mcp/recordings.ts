import { chatter, type Said, transcriptOf } from '@aai-connectors/stand-in/conversation';
import {
  alignmentEngine,
  bundledTranscripts,
  type Engine,
  type RecordedTranscript,
  replayEngine,
} from '@aai-connectors/stand-in';

/** The documented sample of the vendor. */
export const WILDFIRES = 'https://assembly.ai/wildfires.mp3';

/** A conversation of about four hours. Nobody has its audio. */
export const FOUR_HOURS = 'https://recordings.example.com/four-hours.mp3';

/** What is said once in it, at two thirds. */
export const NEEDLE = 'The refund arrives within five working days.';

const TURNS = 850;

/** Sentences that are repeated to a recording of about an hour each, in scripts that tokenizers treat differently. */
const SENTENCES: Readonly<Record<string, string>> = {
  de: 'Die Eisenbahnverkehrsbetriebe haben gestern außerordentliche Fahrplanänderungen bekanntgegeben.',
  fi: 'Kaupunginhallituksen kokouspöytäkirjat julkaistaan tietoverkossa viimeistään maanantaina.',
  ru: 'Представители министерства здравоохранения сообщили о значительном увеличении заболеваемости.',
  el: 'Η κυβέρνηση ανακοίνωσε σημαντικές μεταρρυθμίσεις στο εκπαιδευτικό σύστημα.',
  ar: 'أعلنت وزارة الصحة عن ارتفاع ملحوظ في عدد الإصابات خلال الأسبوع الماضي.',
  hi: 'स्वास्थ्य मंत्रालय ने पिछले सप्ताह मामलों में उल्लेखनीय वृद्धि की सूचना दी।',
  zh: '卫生部昨天宣布上周病例数量明显增加，并提醒市民注意防护。',
  ja: '厚生労働省は先週の感染者数が大幅に増加したと発表しました。',
  th: 'กระทรวงสาธารณสุขประกาศว่าจำนวนผู้ป่วยเพิ่มขึ้นอย่างมากในสัปดาห์ที่ผ่านมา',
  numbers: 'Call 555-0134-8892 or 0049 30 9018 2746, code A7-9931-XQ, at 07:45, 11.03.2026, for 1,284.50 USD.',
};

export const LANGUAGES = Object.keys(SENTENCES);

/** The link of the recording in a language. */
export const recordingIn = (language: string): string => `https://recordings.example.com/${language}.mp3`;

/** The engines of the stand-in, which also know these recordings. */
export function engines(): readonly Engine[] {
  const turns = chatter(TURNS);
  const at = Math.floor((TURNS * 2) / 3);
  const said: readonly Said[] = [...turns.slice(0, at), { speaker: 'B', text: NEEDLE }, ...turns.slice(at)];
  const others = Object.entries(SENTENCES).map(([language, sentence]) => [
    recordingIn(language),
    recorded(
      Array.from({ length: 300 }, (_, turn) => ({ speaker: turn % 2 === 0 ? 'A' : 'B', text: `${sentence} ${turn}` })),
    ),
  ]);
  const known = { ...bundledTranscripts(), [FOUR_HOURS]: recorded(said), ...(Object.fromEntries(others) as object) };
  return [replayEngine(known as Record<string, RecordedTranscript>), alignmentEngine()];
}

function recorded(said: readonly Said[]): RecordedTranscript {
  const { words, audio_duration } = transcriptOf('recorded', said);
  return { words, audio_duration };
}
