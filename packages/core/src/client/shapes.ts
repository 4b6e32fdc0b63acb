/** Checks of responses. Each returns what is wrong, or undefined. */

const withMember =
  (key: string, isRight: (value: unknown) => boolean) =>
  (body: unknown): string | undefined =>
    isRight((Object(body) as Record<string, unknown>)[key]) ? undefined : `The response has no ${key}.`;

export const withList = (key: string): ReturnType<typeof withMember> => withMember(key, Array.isArray);

/** Accepts an empty text. */
export const withText = (key: string): ReturnType<typeof withMember> =>
  withMember(key, (value) => typeof value === 'string');

export const asTranscript = (body: unknown): string | undefined =>
  withText('status')(body) ?? withMember('id', (id) => typeof id === 'string' && id !== '')(body);
