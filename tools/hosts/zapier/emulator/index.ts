export { type BuiltApp, builtApp } from './built-app.ts';
export { formAnswers } from './form-answers.ts';
export { LimitError, LIMITS, shownOf } from './limits.ts';
export * from './platform.ts';
export type { Item, ZapTrigger } from './zap-trigger.ts';
