export * from './engine.ts';
export { activateTrigger, type ActiveTrigger, type TriggerOptions } from './live.ts';
export type { ActivePolling } from './polling.ts';
export type { Answer, WaitingCall } from './waiting-call.ts';
export { parametersFor } from './parameters.ts';
export { replaceSleep, type Sleep } from './time.ts';
export { emittedBy, type TriggerCall } from './trigger.ts';
