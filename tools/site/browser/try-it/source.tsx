import { useRef, useState } from 'preact/hooks';
import type { OptionKey, TryItData } from '../../shared/try-it-data.ts';

interface Props extends TryItData {
  readonly chosen: ReadonlySet<OptionKey>;
  readonly canUpload: boolean;
  readonly isBusy: boolean;
  readonly onChoose: (chosen: ReadonlySet<OptionKey>) => void;
  readonly onFile: (file: File) => void;
  readonly onSample: () => void;
}

/** Takes a recording: dropped, chosen, or the bundled one. */
export function Source({ options, chosen, canUpload, isBusy, onChoose, onFile, onSample }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined && canUpload && !isBusy) onFile(file);
  };
  return (
    <div class="source">
      <div
        class={`drop${isOver ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <p class="drop-words">Drop an audio or video file here</p>
        <p class="actions">
          <button type="button" class="button primary" disabled={isBusy} onClick={onSample}>
            Use the bundled call
          </button>
          <button type="button" class="button" disabled={isBusy || !canUpload} onClick={() => input.current?.click()}>
            Choose a file
          </button>
        </p>
        <input
          ref={input}
          class="visually-hidden"
          type="file"
          accept="audio/*,video/*"
          aria-label="Recording"
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
      </div>
      <fieldset class="options" disabled={!canUpload}>
        <legend>Options</legend>
        {options.map(({ key, label, help }) => (
          <label key={key} class="option">
            <input
              type="checkbox"
              name={key}
              checked={chosen.has(key)}
              onChange={({ currentTarget }) => onChoose(withChoice(chosen, key, currentTarget.checked))}
            />
            <span>
              <span class="option-label">{label}</span>
              <span class="option-help">{help}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function withChoice(chosen: ReadonlySet<OptionKey>, key: OptionKey, isOn: boolean): ReadonlySet<OptionKey> {
  const next = new Set(chosen);
  if (isOn) next.add(key);
  else next.delete(key);
  return next;
}
