export { untouchedForm } from './builder-form.ts';
export * from './context.ts';
export { formAnswers } from './form-answers.ts';
export * from './load.ts';
export * from './pack.ts';
export * from './waitpoints.ts';
export * from './flow.ts';
