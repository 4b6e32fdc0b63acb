/** The resources of all operations, in the order in which hosts list them. */
export const RESOURCES = {
  transcript: { label: 'Transcript' },
  file: { label: 'File' },
  llm: { label: 'LLM' },
  streaming: { label: 'Streaming' },
  api: { label: 'API' },
} as const;

export type ResourceId = keyof typeof RESOURCES;
