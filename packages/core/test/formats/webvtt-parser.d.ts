/** The W3C's reference parser comes without types; these are the parts that the tests use. */
declare module 'webvtt-parser' {
  export interface CueNode {
    readonly type: 'object' | 'text' | 'timestamp';
    readonly name?: string;
    /** Text, or the annotation of a voice tag. */
    readonly value?: string;
    readonly children?: readonly CueNode[];
  }
  export interface Cue {
    /** seconds */
    readonly startTime: number;
    /** seconds */
    readonly endTime: number;
    readonly text: string;
    readonly tree: CueNode;
  }
  export class WebVTTParser {
    /** @param entities replaces the built-in ones, which lack their semicolons */
    constructor(entities?: Readonly<Record<string, string>>);
    parse(
      input: string,
      mode?: string,
    ): { readonly cues: readonly Cue[]; readonly errors: readonly { readonly message: string }[] };
  }
}
