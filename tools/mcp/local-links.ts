/** Allows links to the stand-in, which are not public. */
export const allowLocal = ({ hostname, protocol }: URL): boolean => hostname === '127.0.0.1' || protocol === 'https:';
