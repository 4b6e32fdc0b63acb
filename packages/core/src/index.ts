export * from './asking/index.ts';
export * from './batch/index.ts';
export { canonicalJson } from './canonical.ts';
export * from './catalogue/index.ts';
export * from './client/index.ts';
export {
  AbortedError,
  asError,
  AssemblyAIError,
  AuthenticationError,
  BadInputError,
  type ErrorCode,
  type ErrorDetails,
  isAssemblyAIError,
  NetworkError,
  NotFoundError,
  type Problem,
  ProtocolError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  TranscriptFailedError,
  type UnfinishedJob,
} from './errors.ts';
export { explain, hintOf } from './explain.ts';
export { fingerprintOf, sha256Of } from './fingerprint.ts';
export * from './formats/index.ts';
export type * from './gateway-models.ts';
export type * from './host-io.ts';
export { hintForRunningJob } from './job-hints.ts';
export * from './journal/index.ts';
export type * from './media.ts';
export type * from './model.ts';
export type * from './now-transcript.ts';
export type * from './params/index.ts';
export { isRecord, recordOf } from './record.ts';
export { createRedactor, redact, REDACTED, redactError, redactHeaders, type Redactor } from './redact.ts';
export { redactData } from './redact-data.ts';
export { type HostName, type Hosts, hostsBehind, type Region, type RegionOptions, REGIONS } from './regions.ts';
export * from './usage/index.ts';
export * from './webhook/index.ts';
export { type BatchClient, createClient } from './whole-client.ts';
