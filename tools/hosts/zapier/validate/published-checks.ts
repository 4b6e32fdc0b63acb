/** Zapier's published integration checks: https://docs.zapier.com/integrations/publish/integration-checks-reference */
import { type Definition, fits, type Finding, type Part, textsIn, valuesAt } from './definition-checks.ts';
import type { Listing } from './listing.ts';
import type { Item, LiveResults } from './live.ts';

/** What the checks read. */
export interface Facts {
  /** With the fields that depend on answers. */
  readonly definition: Definition;
  /** Findings of the rules about the definition. */
  readonly findings: readonly Finding[];
  readonly listing: Listing;
  readonly live: LiveResults;
}

/** The result of one check. `unknown`: only Zapier can check it. */
export interface Checked {
  readonly id: string;
  readonly title: string;
  readonly result: 'pass' | 'fail' | 'unknown';
  readonly why: string;
}

type Verdict = Pick<Checked, 'result' | 'why'>;
type Check = readonly [title: string, check: (facts: Facts) => Verdict];

/** Problems are a failure; without any, `why` says what was checked. */
const verdict = (problems: readonly string[], why: string): Verdict =>
  problems.length === 0 ? { result: 'pass', why } : { result: 'fail', why: problems.join(' ') };

const onlyAtZapier = (title: string, why: string): Check => [title, () => ({ result: 'unknown', why })];

/** A check that is a rule about the definition, which also runs before this table. */
const rule = (id: string, title: string): readonly [string, Check] => [
  id,
  [
    title,
    ({ definition, findings }) =>
      verdict(
        findings.filter((finding) => finding.id === id).map(({ where, message }) => `${where}: ${message}`),
        `Checked in ${partsOf(definition).length} parts and the connection.`,
      ),
  ],
];

interface Located {
  readonly place: string;
  readonly kind: string;
  readonly part: Part;
}

const partsOf = (definition: Definition): readonly Located[] =>
  (['triggers', 'searches', 'creates'] as const).flatMap((kind) =>
    Object.entries(definition[kind] ?? {}).map(([key, part]) => ({ place: `${kind}.${key}`, kind, part })),
  );

const visible = (definition: Definition): readonly Located[] =>
  partsOf(definition).filter(({ part }) => part.display?.hidden !== true);

const hooksIn = (definition: Definition): readonly Located[] =>
  partsOf(definition).filter(({ kind, part }) => kind === 'triggers' && part.operation?.type === 'hook');

/** All texts in the definition, such as labels, help, and addresses. Samples are data of the API. */
const ownTexts = (definition: Definition): readonly string[] => [
  ...textsIn(definition.authentication),
  ...partsOf(definition).flatMap(({ part }) =>
    textsIn({ ...part, operation: { ...part.operation, sample: undefined } }),
  ),
];

/** For checks of REST Hook triggers. */
const forHooks = (title: string): Check => [
  title,
  ({ definition }) => {
    const hooks = hooksIn(definition);
    return hooks.length === 0
      ? { result: 'pass', why: 'Does not apply: the app has no REST Hook trigger.' }
      : { result: 'unknown', why: 'Needs a Zap with a tested REST Hook trigger.' };
  },
];

/** For checks of live results, with the runs in the emulator of the platform. */
const forLive = (
  title: string,
  problemsOf: (located: Located, items: readonly Item[]) => readonly string[],
  isOf: (located: Located) => boolean = () => true,
): Check => [
  title,
  ({ definition, live }) => {
    const located = visible(definition).filter(isOf);
    const problems = located.flatMap((one) => {
      const items = live.get(one.place) ?? [];
      return (items.length === 0 ? ['no result.'] : problemsOf(one, items)).map(
        (problem) => `${one.place}: ${problem}`,
      );
    });
    return verdict(problems, `Checked with ${located.length} runs in the emulator. Zapier checks the Zap history.`);
  },
];

const isTrigger = ({ kind }: Located): boolean => kind === 'triggers';

/** All keys of a value as paths; those of the items of a list together. */
function keysOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => keysOf(item, `${path}[]`)))];
  return Object.entries(value).flatMap(([name, member]) => {
    const key = path === '' ? name : `${path}.${name}`;
    return [key, ...keysOf(member, key)];
  });
}

const primaryKeys = ({ operation = {} }: Part): readonly string[] => {
  const primary = (operation.outputFields ?? []).filter(({ primary: is }) => is === true).map(({ key = '' }) => key);
  return primary.length === 0 ? ['id'] : primary;
};

const withoutZone = (item: unknown): readonly string[] =>
  textsIn(item).filter((text) => /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text));

const FOR_UPDATES = 'Compares a new version with the public one. The app has no public version.';
const AT_PROMOTION = 'Depends on the state of the version at Zapier.';
const SHORT = { shortest: 40, longest: 140 };

/** Every published check, by its ID. */
export const PUBLISHED_CHECKS: Readonly<Record<string, Check>> = Object.fromEntries<Check>([
  ['A001', onlyAtZapier('An account is connected', 'Needs an account at Zapier.')],
  ['C001', onlyAtZapier('No public trigger, search, or action is removed', FOR_UPDATES)],
  ['C002', onlyAtZapier('No input field is removed', FOR_UPDATES)],
  ['C003', onlyAtZapier('No key of a sample is removed', FOR_UPDATES)],
  rule('D001', 'Input fields ask for no credential'),
  rule('D002', 'The help of connection fields has a link'),
  rule('D003', 'The connection label is valid'),
  rule('D004', 'Fields for IDs have a dropdown'),
  rule('D005', 'Dropdowns refer to existing triggers'),
  rule('D006', 'REST Hook triggers have a polling fallback'),
  [
    'D007',
    [
      'All addresses use HTTPS',
      ({ definition }) => {
        const texts = ownTexts(definition);
        const insecure = texts.flatMap((text) => text.match(/\bhttp:\/\/[^\s`)]+/g) ?? []);
        return verdict(insecure, `Checked in ${texts.length} texts of the definition.`);
      },
    ],
  ],
  rule('D008', 'Links are valid Markdown'),
  rule('D009', 'Searches have a field'),
  rule('D010', 'Samples of polling triggers have the primary key'),
  rule('D011', 'Help says more than the label'),
  rule('D012', 'Everything has a sample'),
  rule('D013', 'Search-powered fields refer to existing searches'),
  rule('D014', 'Search-powered fields are single values with a dropdown'),
  [
    'D015',
    [
      'Find or Create refers to an existing search and action',
      ({ definition }) => {
        const pairs = Object.values({ ...definition.searchOrCreates, ...definition.searchAndCreates });
        const missing = pairs.flatMap(({ key, search, create }) => [
          ...(definition.searches?.[search] === undefined ? [`${key} refers to search ${search}.`] : []),
          ...(definition.creates?.[create] === undefined ? [`${key} refers to action ${create}.`] : []),
        ]);
        return verdict(missing, `Checked in ${pairs.length} pairs.`);
      },
    ],
  ],
  [
    'D016',
    [
      'The app is more than one static webhook',
      ({ definition }) => {
        const all = partsOf(definition);
        return verdict(
          all.length > hooksIn(definition).length ? [] : ['All parts are webhooks.'],
          `${all.length} parts.`,
        );
      },
    ],
  ],
  rule('D017', 'No trigger needs an address that people copy'),
  rule('D018', 'Labels are in title case'),
  rule('D021', 'Descriptions of triggers start with "Triggers when"'),
  rule('D022', 'Actions have static fields'),
  rule('D023', 'Times in samples are in ISO 8601 with a time zone'),
  rule('D024', 'Samples fit the output fields'),
  [
    'D025',
    [
      'No address can run code',
      ({ definition }) => {
        const texts = ownTexts(definition);
        const dangerous = texts.filter((text) => /(?:^|[\s("'])(?:javascript|vbscript|data):\S/i.test(text));
        return verdict(dangerous, `Checked in ${texts.length} texts of the definition.`);
      },
    ],
  ],
  [
    'D026',
    [
      'Domains that people enter are checked',
      ({ definition }) => {
        const entered = (definition.authentication?.fields ?? []).filter(
          ({ key = '', inputFormat, choices }) =>
            inputFormat !== undefined || (choices === undefined && /domain|host|url|site/i.test(key)),
        );
        return entered.length === 0
          ? { result: 'pass', why: 'Does not apply: the connection asks for no domain.' }
          : { result: 'unknown', why: 'Zapier reads how the app checks the domain.' };
      },
    ],
  ],
  [
    'D027',
    [
      'The platform version is the latest',
      ({ definition: { platformVersion } }) => ({
        result: 'unknown',
        why: `Zapier knows the latest version. The app uses ${platformVersion}.`,
      }),
    ],
  ],
  [
    'D028',
    [
      'Input data is not cleaned',
      ({ definition }) => {
        const cleaning = partsOf(definition).filter(({ part }) => part.operation?.cleanInputData === true);
        return verdict(
          [
            ...(definition.flags?.cleanInputData === false ? [] : ['The app does not turn cleaning off.']),
            ...cleaning.map(({ place }) => `${place} turns cleaning on.`),
          ],
          'cleanInputData is false for the whole app.',
        );
      },
    ],
  ],
  ['E001', onlyAtZapier('Changes of environment variables are intended', AT_PROMOTION)],
  ['L001', onlyAtZapier('The version is not deprecated', AT_PROMOTION)],
  ['L002', onlyAtZapier('The version was not submitted before', AT_PROMOTION)],
  ['L003', onlyAtZapier('The version is not public yet', AT_PROMOTION)],
  ['L004', onlyAtZapier('Zapier does not block changes', AT_PROMOTION)],
  [
    'M001',
    [
      'The app has a category',
      ({ listing: { category } }) =>
        verdict(category.trim() === '' ? ['The listing has no category.'] : [], `The listing says ${category}.`),
    ],
  ],
  [
    'M002',
    [
      'The description is valid',
      ({ listing: { title, shortDescription: text } }) =>
        verdict(
          [
            ...(text.startsWith(`${title} is a`) ? [] : [`It does not start with "${title} is a".`]),
            ...(/zapier/i.test(text) ? ['It names Zapier.'] : []),
            ...(/\bsync/i.test(text) ? ['It says that the app syncs.'] : []),
            ...(text.length < SHORT.shortest || text.length > SHORT.longest
              ? [`It has ${text.length} characters.`]
              : []),
          ],
          `${text.length} characters of ${SHORT.shortest} to ${SHORT.longest}.`,
        ),
    ],
  ],
  ['M003', onlyAtZapier('The role is employee or contractor', 'The owner of the API submits the app.')],
  [
    'M004',
    [
      'The logo is valid',
      ({ listing: { logos } }) =>
        verdict(
          [
            ...(logos.length === 0 ? ['The listing has no logo.'] : []),
            ...logos
              .filter(({ isPng, isRgba, width, height }) => !isPng || !isRgba || width !== height || width < 256)
              .map(({ name }) => `${name} is not a square RGBA PNG of at least 256 pixels.`),
          ],
          logos.map(({ name, width, height }) => `${name}: ${width} x ${height}`).join(', '),
        ),
    ],
  ],
  ['M005', onlyAtZapier('An admin has an address at the domain of the app', 'The owner of the API submits the app.')],
  [
    'M006',
    [
      'The app has a homepage',
      ({ listing: { homepage } }) =>
        verdict(/^https:\/\//.test(homepage) ? [] : [`"${homepage}" is not a web address.`], homepage),
    ],
  ],
  ['M007', onlyAtZapier('No other public app has the title', 'Zapier searches its directory.')],
  ['S001', onlyAtZapier('Three users have a live Zap', 'Needs users at Zapier.')],
  ['S002', onlyAtZapier('Each trigger, search, and action has a live Zap', 'Needs Zaps at Zapier.')],
  ['S003', onlyAtZapier('At most 100 versions have live Zaps', 'Depends on the versions at Zapier.')],
  ['T001', forLive('Each trigger, search, and action has a successful run', () => [])],
  [
    'T002',
    forLive(
      'Live results of polling triggers have the primary key',
      ({ part }, items) =>
        primaryKeys(part).flatMap((key) => {
          const values = items.map((item) => item[key]);
          return [
            ...(values.some((value) => value === undefined || value === null) ? [`${key} is missing.`] : []),
            ...(new Set(values).size === values.length ? [] : [`${key} is not unique.`]),
          ];
        }),
      isTrigger,
    ),
  ],
  [
    'T003',
    forLive('Times in live results are in ISO 8601 with a time zone', (_, items) =>
      withoutZone(items).map((text) => `${text} has no time zone.`),
    ),
  ],
  [
    'T004',
    forLive('Samples have only keys of live results', ({ part }, items) => {
      const live = new Set(items.flatMap((item) => keysOf(item)));
      return keysOf(part.operation?.sample)
        .filter((key) => !live.has(key))
        .map((key) => `${key} is only in the sample.`);
    }),
  ],
  [
    'T005',
    forLive(
      'Live results of triggers fit the output fields',
      ({ part }, items) =>
        (part.operation?.outputFields ?? []).flatMap(({ key = '', type = 'string', required }) => {
          const values = items.flatMap((item) => valuesAt(item, key)).filter((value) => value !== undefined);
          const wrong = values.find((value) => value !== null && !fits(type, value));
          return [
            ...(required === true && values.length === 0 ? [`${key} is required and missing.`] : []),
            ...(wrong === undefined ? [] : [`${key} has type ${type} and is ${JSON.stringify(wrong).slice(0, 60)}.`]),
          ];
        }),
      isTrigger,
    ),
  ],
  ['T006', forHooks('Polled samples have only keys of live results')],
  ['U001', onlyAtZapier("Zapier's terms for developers are accepted", 'Needs an account at Zapier.')],
  ['Z001', forHooks('Polled samples fit the output fields')],
]);

/** The results of all published checks, in the order of their IDs. */
export const checkPublished = (facts: Facts): readonly Checked[] =>
  Object.entries(PUBLISHED_CHECKS).map(([id, [title, check]]) => ({ id, title, ...check(facts) }));

const WORDS = { pass: 'pass', fail: 'FAIL', unknown: 'not checkable here' } as const;

/** The results as a table for a terminal, with the counts in its last line. */
export function tableOf(checked: readonly Checked[]): string {
  const count = (result: Checked['result']): number => checked.filter((one) => one.result === result).length;
  const widest = Math.max(...checked.map(({ title }) => title.length));
  const resultWidth = WORDS.unknown.length;
  return [
    ...checked.map(
      ({ id, result, title, why }) => `${id}  ${WORDS[result].padEnd(resultWidth)}  ${title.padEnd(widest)}  ${why}`,
    ),
    `published checks: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} not checkable here`,
    '',
  ].join('\n');
}
