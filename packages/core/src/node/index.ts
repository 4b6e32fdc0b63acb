export * from '../index.ts';
export { createLiveCaptions } from '../streaming/captions.ts';
export type * from '../streaming/index.ts';
export { liveText } from '../streaming/incoming/messages.ts';
export { fetchHands, type FetchHandsOptions, sleep } from '../web/hands.ts';
export type { LiveOptions, Streaming } from '../web/live.ts';
export { createClient, type NodeClient, type NodeClientOptions } from './client.ts';
export { openFile, resolveSource } from './files.ts';
export { nodeDial } from './socket.ts';
