/** English words that do not indicate a topic. */
const STOP_WORDS = new Set(
  (
    'a an and any are as ask at be been but by can could did do does for from get had has have he her him his how i if in ' +
    'is it its like may might more my no not of on or our she so some still than that the their them then there they ' +
    'this to up was we were what when where which who will with would you your'
  ).split(' '),
);

export const carriesMeaning = (word: string): boolean => word.length > 1 && !STOP_WORDS.has(word);
