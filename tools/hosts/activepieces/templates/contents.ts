/** The templates without what runs them, which takes seconds to load. */
export { stepsOf, type Template, type TemplateStep } from '../builder/template.ts';
export { readTemplates } from './read.ts';
