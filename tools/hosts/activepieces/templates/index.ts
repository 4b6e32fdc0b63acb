export { stepsOf, type Template, type TemplateStep } from '../builder/template.ts';
export { readTemplates } from './read.ts';
