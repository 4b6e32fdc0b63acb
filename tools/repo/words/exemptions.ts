/** Words that stay, with the reason. */
export interface Exemption {
  /** A file, or a folder without its slash. */
  readonly path: string;
  /** In small letters; `*` for every word. */
  readonly words: '*' | readonly string[];
  readonly reason: string;
}

export const EXEMPTIONS: readonly Exemption[] = [
  { path: 'tools/repo/words', words: '*', reason: 'The list of banned words names them.' },
  { path: 'tools/stand-in/audio/README.md', words: ['is to be'], reason: 'Words of a recording.' },
  { path: 'tools/stand-in/engines/recordings.ts', words: ['is to be'], reason: 'Words of a recording.' },
  {
    path: 'packages/core/src/catalogue/entries/understanding/features.ts',
    words: ['hosts the program and interviews the guests'],
    reason: "The vendor's example of a speaker.",
  },
  { path: 'packages/langchain-loader/test/retriever.test.ts', words: ['goodbye'], reason: 'Words of a recording.' },
  { path: 'tools/repo/test/words.test.ts', words: '*', reason: 'Proves that each banned word is found.' },
];
