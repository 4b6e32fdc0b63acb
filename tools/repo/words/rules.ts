/** The words that nothing people read may contain, each with what to write instead. */

export interface Rule {
  /** The test names each rule by this, and proves that it catches something. */
  readonly name: string;
  /** Matches the word or the phrase, in any case unless `matchCase` is set. */
  readonly pattern: string;
  readonly matchCase?: true;
  /** A finding only if the sentence around it matches. */
  readonly when?: RegExp;
  /** What to write instead. */
  readonly write: string;
}

/** Start of a sentence, or of the whole text. */
const START = String.raw`(?<=^[\s*#>-]*|[.:!?]["')]?\s+)`;
/** End of a clause. */
const END = String.raw`(?=\s*(?:[.,;:!?)]|$)|\s+(?:and|or|but|if|when|while)\b)`;

/** Rules for sentences: comments, texts in code, documents. */
export const PROSE: readonly Rule[] = [
  {
    name: 'told',
    pattern: 'told',
    write: 'emitted, reported, delivered, notified; "told apart" is "distinguished"',
  },
  {
    name: 'tell',
    pattern: String.raw`tell(?:s|ing)?(?! (?:you|us)\b)`,
    write: 'emit, report, notify, return, say; "tell apart" is "distinguish"',
  },
  {
    name: 'hears',
    pattern: String.raw`hears|hear(?:d|ing)? (?:of|about|from)|heard nothing`,
    write: 'receives, is notified of, recognizes',
  },
  { name: 'besides', pattern: 'besides', write: 'also, in addition to, other than' },
  { name: 'anew', pattern: 'anew', write: 'again' },
  { name: 'afresh', pattern: 'afresh', write: 'again' },
  { name: 'thereby', pattern: '(?:there|where|here)(?:by|of|upon|in|to)', write: 'so, or two sentences' },
  { name: 'whilst', pattern: 'whilst|amongst', write: 'while, among' },
  { name: 'shall', pattern: 'shall', write: 'leave it out, or "must", "should", "is"' },
  { name: 'hence', pattern: 'hence|thus|lest|likewise|upon|ought', write: 'so, otherwise, also, on, should' },
  {
    name: 'a look',
    pattern: String.raw`(?:a|an|the|each|every|one|another|next|last|first|second|later|further) looks?(?=\s*[.,;:)]|\s+(?:after|at|every|finds?|from|is|was|of|that|later|again)\b)`,
    write: 'a check; "polls every N minutes"',
  },
  {
    name: 'looks',
    pattern: String.raw`look(?:s|ed|ing)? (?:again|after (?:a|one|the|\d)|from time to time|anew|itself)`,
    write: 'checks again, polls every N minutes',
  },
  { name: 'from time to time', pattern: 'from time to time|now and then', write: '"every N minutes", regularly' },
  { name: 'comes into question', pattern: 'comes? into question', write: 'to consider, possible' },
  { name: 'what is special', pattern: 'what(?: is|.s) special', write: 'notes, differences' },
  { name: 'goodbye', pattern: 'good-?bye|farewell', write: 'Terminate message, close handshake' },
  {
    name: 'settle',
    pattern: 'settl(?:e|es|ed|ing)',
    when: /\b(?:forg\w+|releas\w+|free[sd]?|memory|ledger|audio|words?|turns?|tape)\b/i,
    write: 'release, forget, finish; a promise or a clock may settle',
  },
  { name: 'lend', pattern: 'lend(?:s|ing)?|lent', write: 'pass in, inject, provide' },
  {
    name: 'hands',
    pattern: String.raw`hands(?!-)|hand(?:ed|ing)?\s+(?:it|them|this|that|over|out|back|on|to)\b|handed`,
    write: 'passes, returns; injected transport and clock, `HostIo`, `Transport`',
  },
  {
    name: 'io for hands',
    pattern: String.raw`(?<!the |an |\w\.)io (?:it|them|this|on|over|out|back|executions)`,
    write: 'passes, returns: "io" stands where a rename hit the verb "hands"',
  },
  { name: 'paid for', pattern: '(?:paid|pays?|paying) (?:for|twice|once|again)', write: 'billed' },
  { name: 'of ours', pattern: 'of (?:ours|yours|theirs|mine|hers)', write: 'name the thing: "our fault", "your key"' },
  {
    name: 'of its own',
    pattern: String.raw`of (?:its|their|one.s|our|your|my|his|her|whose) own`,
    write: 'a separate ..., its ..., custom ...',
  },
  { name: 'the one', pattern: String.raw`the ones?(?! (?:second|minute|hour|day|time)\b)`, write: 'name the thing' },
  {
    name: 'where it does not',
    pattern: String.raw`where (?:it|they|this|that|these|one) (?:(?:does|do|is|are|was|were|has|have|can|could|will|would|should|must) ?not|(?:does|is|are|was|were|has|have|can|could|wo|would)n.t|cannot|should)`,
    write: "if that doesn't work, unless, if ... not",
  },
  {
    name: 'Without it,',
    pattern: String.raw`${START}Without (?:it|one|them|this|these|any|a (?:choice|value|number|name|time|list))(?: [a-z]+)?,`,
    write: 'If left empty, ... / If not set, ...',
  },
  { name: 'as it is', pattern: `as (?:it is|they are|it was|they were|it stands|it comes)${END}`, write: 'unchanged' },
  {
    name: 'is to be',
    pattern: String.raw`(?:is|are|was|were) to be(?! (?:a|an|in|of)\b)|(?:it|that|which|they) (?:is|are) to (?!be\b|the\b|a\b)`,
    write: 'must be, will be; or the imperative',
  },
  {
    name: 'is there',
    pattern: String.raw`(?<!what |what's |who |else )(?:is|are|was|were) there${END}`,
    write: 'exists, is ready, is available',
  },
  { name: 'made up for', pattern: '(?:made|makes?|making) up for', write: 'compensates, catches up; say what happens' },
  { name: 'goes on', pattern: `(?:go|goes|went|going) on${END}`, write: 'continues, is still processing' },
  { name: 'at the latest', pattern: 'at the latest', write: 'within N minutes, no later than' },
  { name: 'at growing distances', pattern: 'growing distances', write: 'increasing intervals' },
  { name: 'makes no difference', pattern: '(?:make|makes|made) no difference', write: 'is ignored, does not matter' },
  { name: 'for good', pattern: `for good${END}`, write: 'permanently' },
  { name: 'whoever', pattern: 'who(?:ever|soever)', write: 'anyone who, the caller' },
  {
    name: 'none lost',
    pattern: String.raw`(?:none|nothing|no \w+) (?:is |gets? |was )?lost`,
    write: 'exactly once, keeps every ...',
  },
  {
    name: 'comes true',
    pattern: String.raw`stands? to reason|comes? true|in vain|of itself|by and by|ere|thence|whence|albeit|thereafter`,
    write: 'plain words',
  },
];

/** Rules for names: of variables, functions, types, members and files. Each pattern is one whole word of a name. */
export const NAMES: readonly Rule[] = [
  { name: 'told in a name', pattern: 'told|untold', write: 'seenIds, reported, emitted' },
  { name: 'lend in a name', pattern: 'lends?|lent|lender', write: 'inject, provide, hostIo' },
  { name: 'hands in a name', pattern: 'hands', write: 'hostIo, httpClient, transport' },
  { name: 'goodbye in a name', pattern: 'goodbyes?|farewells?|bye', write: 'terminate, close' },
  {
    name: 'settle in a name',
    pattern: 'settled? (?:before|until|up|turns?|words?|audio)',
    write: 'forgetBefore, release',
  },
  { name: 'anew in a name', pattern: 'anew|afresh', write: 'again, restart' },
  { name: 'besides in a name', pattern: 'besides|thereby|whilst', write: 'the field’s term' },
  { name: 'British name', pattern: 'recognisers?|behaviours?|normalise[dr]?', write: 'recognizer, behavior, color' },
];
