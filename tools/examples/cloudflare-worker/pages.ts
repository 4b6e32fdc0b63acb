import { clock, type Transcript, turnsOf } from '@aai-connectors/core';

const layout = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #1b1b1f; }
button { font: inherit; padding: 0.4rem 1rem; margin-left: 0.5rem; }
time { color: #5c5c66; font-variant-numeric: tabular-nums; margin-right: 0.5rem; }
</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;

export const formPage = (): string =>
  layout(
    'Transcribe a recording',
    `<form method="post" enctype="multipart/form-data">
<label>Audio or video file <input type="file" name="file" accept="audio/*,video/*" required></label>
<button>Transcribe</button>
</form>`,
  );

export const statusPage = (status: string): string =>
  layout(
    'Transcribing',
    `<p role="status">Status: ${escaped(status)}. This page reloads until the transcript is ready.</p>`,
  );

export const errorPage = (message: string): string =>
  layout(
    'Not transcribed',
    `<p role="alert">${escaped(message)}</p>\n<p><a href="/">Transcribe another recording</a></p>`,
  );

export function transcriptPage(transcript: Transcript): string {
  const turns = turnsOf(transcript).map(({ speaker, start, text }) => {
    const name = speaker === undefined || speaker === null ? '' : `<strong>Speaker ${escaped(speaker)}:</strong> `;
    return `<p><time>${clock(start ?? 0)}</time>${name}${escaped(text)}</p>`;
  });
  const body = turns.length > 0 ? turns.join('\n') : '<p>The recording contains no speech.</p>';
  return layout('Transcript', `${body}\n<p><a href="/">Transcribe another recording</a></p>`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
