const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

/** What hosts show of Markdown in a line of text: links, bold and code. */
export const inline = (text: string): string =>
  escaped(text)
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

/** Paragraphs, numbered lists and fenced code. */
export function blocks(text: string): string {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return parts
    .map((part) => {
      const lines = part.trim().split('\n');
      if (lines[0]!.startsWith('```')) return `<pre>${escaped(lines.slice(1, -1).join('\n'))}</pre>`;
      return lines.every((line) => /^\d+\. /.test(line))
        ? `<ol>${lines.map((line) => `<li>${inline(line.replace(/^\d+\. /, ''))}</li>`).join('')}</ol>`
        : `<p>${inline(lines.join(' '))}</p>`;
    })
    .join('');
}

/** An element with its classes. */
export const box = (classes: string, ...content: readonly string[]): string =>
  `<div class="${classes}">${content.join('')}</div>`;

export const mark = (classes: string, ...content: readonly string[]): string =>
  `<span class="${classes}">${content.join('')}</span>`;
