/** Parameters that the page offers as switches. Their labels and help come from the catalogue. */
export const OPTIONS = [
  { key: 'speaker_labels', isOn: true },
  { key: 'auto_chapters', isOn: true },
  { key: 'language_detection', isOn: false },
  { key: 'disfluencies', isOn: false },
] as const;

export type OptionKey = (typeof OPTIONS)[number]['key'];

/** What the build writes into the page. */
export interface TryItData {
  readonly options: readonly {
    readonly key: OptionKey;
    readonly label: string;
    readonly help: string;
    readonly isOn: boolean;
  }[];
}
