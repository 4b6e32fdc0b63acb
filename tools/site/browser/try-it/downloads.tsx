import { type CompletedTranscript, filesOf, type FormatId, FORMATS, withoutExtension } from '@aai-connectors/core';

interface Props {
  readonly transcript: CompletedTranscript;
  /** Name of the recording. */
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Saves the transcript in each format of the core, with the names of the speakers. */
export function Downloads({ transcript, name, names }: Props) {
  const save = (id: FormatId): void => {
    const given = Object.fromEntries(Object.entries(names).filter(([, given]) => given.trim() !== ''));
    const [file] = filesOf(transcript, [id], {
      name: withoutExtension(name),
      speakerNames: given,
      speakers: id === 'vtt' ? 'voice' : 'prefix',
    });
    if (file === undefined) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.mime }));
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section aria-labelledby="downloads-title">
      <h3 id="downloads-title">Download</h3>
      <ul class="downloads">
        {FORMATS.map(({ id, label, extension }) => (
          <li key={id}>
            <button type="button" class="download" data-format={id} onClick={() => save(id)}>
              <span>{label}</span>
              <span class="quiet small">.{extension}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
