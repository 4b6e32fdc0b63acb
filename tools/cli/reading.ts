import type { Transcript } from '@aai-connectors/core/node';

/** The transcript as text, with speakers and times to the hundredth of a second. */
export function readable({ utterances, words, text }: Transcript): string {
  const parts = utterances ?? [];
  if (parts.length > 0) {
    const line = ({ start, end, speaker, text: said }: (typeof parts)[number]): string =>
      `${time(start)} - ${time(end)}  Speaker ${speaker}: ${said}`;
    return parts.map(line).join('\n');
  }
  const [first, last] = [words?.[0], words?.at(-1)];
  return first === undefined || last === undefined
    ? text || '(no speech)'
    : `${time(first.start)} - ${time(last.end)}  ${text ?? ''}`;
}

/** Minutes and seconds. */
export const time = (ms: number): string =>
  `${Math.floor(ms / 60_000)}:${((ms % 60_000) / 1000).toFixed(2).padStart(5, '0')}`;

/** A label, followed by one value per line. */
export const labeled = (label: string, values: readonly string[]): string =>
  `${label.padEnd(12)}${values.join(`\n${' '.repeat(12)}`)}\n`;

/** Lists the files that were written, and the formats that were skipped. */
export const labeledFiles = ({
  paths,
  empty,
}: {
  readonly paths: readonly string[];
  readonly empty: readonly string[];
}): string =>
  (paths.length > 0 ? labeled('Files', paths) : '') +
  (empty.length > 0 ? labeled('Not written', [`${empty.join(', ')} (would be empty)`]) : '');
