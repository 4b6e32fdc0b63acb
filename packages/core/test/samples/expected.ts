/**
 * The expected output of each sample, or a pattern for a long one. Where a language model would write text, the stand-in
 * quotes its input and labels it as a quote.
 */
export const EXPECTED: Readonly<Record<string, string | RegExp>> = {
  'action-items':
    '[stand-in: quoted, no language model] Thank you for calling the support line, how can I help you today?',
  'captions-by-words':
    'Smoke from hundreds of wildfires\nin Canada is triggering air\nquality alerts throughout the US.',
  'captions-with-speakers':
    /^1\n00:00:00,\d{3} --> 00:00:03,\d{3}\nAgent: Thank you for calling.*\n2\n00.*\nCaller: Hi, my order/s,
  channels: /^2 channels\nAgent: Thank you.*\n\nCaller: Hi, my order.*\n\nAgent: I am sorry/,
  chapters:
    '0:00 Smoggy air quality alerts across US\n0:29 What is it about the conditions right now that have caused this round',
  'content-moderation': /^0:00 disasters 0\.41\n0:29 disasters 0\.56\n0:56 health_issues 0\.88\n/,
  'custom-spelling': 'Smoke from hundreds of bushfires in Canada is triggering air quality alerts throughout the US',
  'custom-summary': /^\[stand-in: quoted, no language model\] Smoke from hundreds of wildfires/,
  'default-language': 'low language confidence\nen_us',
  'delete-transcripts': 'Deleted by user.',
  'detect-language': 'en\nnumber',
  'dialogue-data': 'Thank you for calling the support line, how can I help you today?',
  'earlier-answers': /^\[stand-in: .*the screen is broken\.\n\[stand-in: [^]*how can I help you today\?$/,
  entities: 'location: Canada\nlocation: the US\nlocation: Maine\nlocation: Maryland',
  'eu-region': 'https://api.eu.assemblyai.com\nhttps://streaming.eu.assemblyai.com',
  'explain-errors':
    /^authentication: .*Check the API key.*\ntranscript_failed: Download error.*holiday-photo\.jpg.*Transcript ID: .*\nbad_input: .* must be between 0 and 1\./i,
  'follow-status': 'queued, processing, completed',
  'key-phrases': 'air quality alerts (1)\nwide ranging air quality consequences (1)\nmore wildfires (1)',
  'key-terms': /particulate matter, which are tiny particles/,
  'list-transcripts': Array(3).fill('2026-01-15 https://assembly.ai/wildfires.mp3').join('\n'),
  'live-file':
    /^turn: Good morning to everybody\.\nturn: Today we discuss wildfires\.\nturn: .*\nGood morning to everybody\. Today we discuss wildfires\. Thank you very much\.$/,
  'live-session': 'Good morning to everybody.\nToday we discuss wildfires.\nThank you very much.',
  'live-silence': 'closed after silence',
  'live-to-model': /^\[stand-in: .*\] Good morning to everybody\. Today we discuss wildfires\./,
  'live-token': /^sample_rate=16000&token=\S{20,}$/,
  'low-confidence-words': '0:07 Maine 47%\n0:25 Varsity. 47%\n0:50 wildfires 49%',
  'many-files': 'wildfires.mp3: 231 words\ndialogue.wav: 71 words\nmissing.wav: There is no file at missing.wav.',
  'number-of-speakers': 'A and B',
  'part-of-recording': /^throughout the US\. .* the warning to stay$/,
  paragraphs: /^5 paragraphs\nSmoke from hundreds of wildfires/,
  questions:
    /^What does the caller want\? refund\nHow long does the refund take\? .*How long will it take to get my money back\?$/,
  'receive-webhook': /^verified: true\nSmoke from hundreds of wildfires/,
  'redact-entities':
    'Smoke from hundreds of wildfires in [LOCATION] is triggering air quality alerts throughout [LOCATION]\n' +
    'Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US',
  'redact-pii': /so we called \[PERSON_NAME\], an associate professor in the \[ORGANIZATION\]/,
  'redacted-audio': 'a playable file',
  'retry-upload': 'files.upload: attempt 1 failed\nfiles.upload: attempt 2 failed\nuploaded',
  'search-words': 'air quality: 0:03, 0:12\nwildfires: 0:01, 0:33, 0:50',
  sentences:
    '0:00 Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US.\n' +
    '0:06 Skylines from Maine to Maryland to Minnesota are gray and smoggy.',
  sentiment: 'NEGATIVE: 17\nNEUTRAL: 39\nPOSITIVE: 5',
  'share-links':
    'https://drive.google.com/uc?export=download&id=1AbC\nhttps://raw.githubusercontent.com/someone/talks/main/talk.mp3',
  'speaker-labels': /^Speaker A: Smoke from hundreds.*\nSpeaker B: Good morning\.\nSpeaker A: What is it about/,
  'speaker-names': 'Peter, Ailsa',
  'speaker-text': /Speaker B: Hi, my order arrived on Monday and the screen is broken\.$/,
  'styled-captions':
    /^\[Script Info\]\n.*\nStyle: Speaker A,Arial,60,&H0000CCFF,.*,Speaker A,Speaker A,0,0,0,,\{\\k\d+\}Thank/s,
  'submit-now-wait-later': 'queued\ncompleted',
  subtitles: '1\n00:00:00,250 --> 00:00:02,346\nSmoke from hundreds of wildfires\nWEBVTT',
  summarize: /^- Smoke from hundreds of wildfires.*\n- /,
  'talk-ratio': 'Speaker A: 52% in 3 turns\nSpeaker B: 48% in 3 turns',
  'timed-quotes': /^\[0:00 - 0:03\] Speaker A: Thank you.*\n.*\[0:10 - 0:12\] Speaker A: Would you like a refund/,
  'token-estimate': 'about 346 tokens',
  topics: 'NewsAndPolitics>Weather 100%\nHome&Garden>IndoorEnvironmentalQuality 90%',
  'transcribe-file': /^Thank you for calling the support line, how can I help you today\? Hi, my order/,
  'transcribe-link': /^Smoke from hundreds of wildfires in Canada is triggering air quality alerts/,
  'translated-captions': /^call\.srt\ncall\.de\.srt\n1\n00:00:00,\d{3} --> .*into de\] Thank you/s,
};
