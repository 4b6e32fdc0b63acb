import { BadInputError } from '../errors.ts';

/** The error for one field that is wrong. */
export const refuse = (field: string, message: string, hint?: string): BadInputError =>
  new BadInputError(message, { field, hint });
