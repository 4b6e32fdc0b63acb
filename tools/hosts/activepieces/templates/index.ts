export { checkTemplate, incompleteSteps } from '../builder/check.ts';
export { stepsOf, type Template, type TemplateStep } from '../builder/template.ts';
export { readTemplates } from './read.ts';
export { runTemplate, runToEnd } from './run.ts';
export { startTemplateStage, type TemplateStage } from './stage.ts';
