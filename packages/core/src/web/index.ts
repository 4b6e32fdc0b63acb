export * from '../index.ts';
export { createClient, createRestClient, type WebClientOptions } from './client.ts';
export { fetchHands, type FetchHandsOptions, sleep } from './hands.ts';
