export { fieldOf, fieldsOf, groupsOf, type InputField, type InputFieldGroup } from './fields.ts';
