/** What operations work on, in the order of the menus. */
export const RESOURCES = {
  transcript: { label: 'Transcript' },
  file: { label: 'File' },
  llm: { label: 'LLM' },
  streaming: { label: 'Streaming' },
  api: { label: 'API' },
} as const;

export type ResourceId = keyof typeof RESOURCES;
