export * from '../index.ts';
export { fetchHands, type FetchHandsOptions, sleep } from '../web/hands.ts';
export { createClient, type NodeClient, type NodeClientOptions } from './client.ts';
export { openFile, resolveSource } from './files.ts';
