import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkDefinition, type Definition } from '../validate/definition-checks.ts';
import { type Listing, logoOf } from '../validate/listing.ts';
import type { LiveResults } from '../validate/live.ts';
import { checkPublished, type Checked, type Facts, PUBLISHED_CHECKS, tableOf } from '../validate/published-checks.ts';

const ID = 'f07c2f3e-0000-4000-8000-000000000001';
const LOGO = { name: 'logo.png', isPng: true, width: 256, height: 256, isRgba: true };
const LISTING: Listing = {
  title: 'Thing',
  shortDescription: 'Thing is a service that keeps the things of a team.',
  category: 'AI Tools',
  homepage: 'https://example.com',
  logos: [LOGO],
};

const part = (operation: object = {}): object => ({
  noun: 'Thing',
  display: { label: 'Find Thing', description: 'Finds a thing.' },
  operation: { inputFields: [{ key: 'thing', label: 'Thing' }], sample: { id: ID }, ...operation },
});
const trigger = (operation: object = {}): object => ({
  ...part(operation),
  display: { label: 'New Thing', description: 'Triggers when a thing is new.' },
});

const DEFINITION = {
  platformVersion: '19.1.0',
  flags: { cleanInputData: false },
  triggers: { one: trigger() },
  searches: { one: part() },
  creates: { one: part() },
};
const LIVE: LiveResults = new Map(
  ['triggers.one', 'searches.one', 'creates.one'].map((place) => [place, [{ id: ID, more: 1 }]]),
);

const facts = (definition: object = {}, more: Partial<Facts> = {}): Facts => {
  const whole = { ...DEFINITION, ...definition } as Definition;
  return { definition: whole, findings: checkDefinition(whole), listing: LISTING, live: LIVE, ...more };
};
const listed = (more: Partial<Listing>): Facts => facts({}, { listing: { ...LISTING, ...more } });
const live = (place: string, ...items: Readonly<Record<string, unknown>>[]): Facts =>
  facts({}, { live: new Map([...LIVE, [place, items]]) });
const resultOf = (id: string, from: Facts): Checked => checkPublished(from).find((one) => one.id === id)!;

/** What breaks each check that is not a rule about the definition; the rules have other tests. */
const BROKEN: Readonly<Record<string, readonly Facts[]>> = {
  D007: [facts({ searches: { one: part({ perform: { url: 'http://example.com/things' } }) } })],
  D015: [
    facts({ searchOrCreates: { one: { key: 'one', search: 'gone', create: 'one' } } }),
    facts({ searchAndCreates: { one: { key: 'one', search: 'one', create: 'gone' } } }),
  ],
  D016: [facts({ triggers: { one: trigger({ type: 'hook' }) }, searches: {}, creates: {} })],
  D025: [facts({ searches: { one: part({ perform: { url: "javascript:alert('x');" } }) } })],
  D028: [facts({ flags: {} }), facts({ creates: { one: part({ cleanInputData: true }) } })],
  M001: [listed({ category: ' ' })],
  M002: [
    listed({ shortDescription: 'A service that keeps the things of a team for years.' }),
    listed({ shortDescription: 'Thing is a service that syncs the things of a team.' }),
    listed({ shortDescription: 'Thing is a service that works with Zapier and others.' }),
    listed({ shortDescription: 'Thing is a service.' }),
    listed({ shortDescription: `Thing is a service ${'that keeps things '.repeat(9)}.` }),
  ],
  M004: [
    listed({ logos: [] }),
    listed({ logos: [{ ...LOGO, height: 255 }] }),
    listed({ logos: [{ ...LOGO, width: 128, height: 128 }] }),
    listed({ logos: [LOGO, { ...LOGO, isRgba: false }] }),
  ],
  M006: [listed({ homepage: 'example.com' })],
  T001: [live('creates.one')],
  T002: [live('triggers.one', { name: 'x' }), live('triggers.one', { id: '1' }, { id: '1' })],
  T003: [live('creates.one', { id: ID, at: '2026-01-01T00:00:00' })],
  T004: [live('creates.one', { name: 'x' })],
  T005: [
    facts({ triggers: { one: trigger({ outputFields: [{ key: 'more', type: 'string' }] }) } }),
    facts({ triggers: { one: trigger({ outputFields: [{ key: 'name', required: true }] }) } }),
  ],
};

describe('The published checks', () => {
  it('pass, or are left to Zapier, for a small app that follows them', () => {
    expect(checkPublished(facts()).filter(({ result }) => result === 'fail')).toEqual([]);
  });

  it.each(Object.entries(BROKEN).flatMap(([id, all]) => all.map((one, at) => [id, at, one] as const)))(
    'fail by %s in case %i',
    (id, _, broken) => {
      expect(resultOf(id, facts()).result).toBe('pass');
      expect(resultOf(id, broken).result).toBe('fail');
    },
  );

  it('fail by the rules about the definition', () => {
    const broken = facts({ creates: { one: part({ inputFields: [{ key: 'api_key', label: 'Key' }] }) } });
    expect(resultOf('D001', broken)).toMatchObject({
      result: 'fail',
      why: 'creates.one: api_key asks for a credential.',
    });
  });

  it('say why only Zapier can check the others, and never call them passed', () => {
    const unknown = checkPublished(facts()).filter(({ result }) => result === 'unknown');
    expect(unknown.map(({ id }) => id)).toEqual(
      Object.keys(PUBLISHED_CHECKS).filter((id) => /^[ACELSU]|D027|M00[357]/.test(id)),
    );
    expect(unknown.filter(({ why }) => why === '')).toEqual([]);
  });

  it('of REST Hook triggers are left to Zapier if the app has one, and ignore others', () => {
    const withHook = facts({ triggers: { one: trigger({ type: 'hook' }) } });
    expect([resultOf('T006', withHook).result, resultOf('Z001', withHook).result]).toEqual(['unknown', 'unknown']);
    expect(resultOf('T006', facts()).why).toContain('Does not apply');
  });

  it('compare samples also within lists', () => {
    const definition = { creates: { one: part({ sample: { id: ID, rows: [{ a: 1 }, { b: 2 }] } }) } };
    const of = (rows: readonly object[]): Facts =>
      facts(definition, { live: new Map([...LIVE, ['creates.one', [{ id: ID, rows }]]]) });
    expect(resultOf('T004', of([{ a: 1, b: 2, c: 3 }])).result).toBe('pass');
    expect(resultOf('T004', of([{ a: 1 }])).why).toBe('creates.one: rows[].b is only in the sample.');
  });

  it('do not ask for runs of what people cannot see', () => {
    const hidden = { ...trigger(), display: { hidden: true } };
    expect(resultOf('T001', facts({ triggers: { one: trigger(), two: hidden } })).result).toBe('pass');
  });
});

describe('The table', () => {
  it('has a line for each check, and the counts in its last line', () => {
    const lines = tableOf(checkPublished(listed({ homepage: '' })))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(Object.keys(PUBLISHED_CHECKS).length + 1);
    expect(lines.find((line) => line.startsWith('M006'))).toContain('FAIL');
    expect(lines.at(-1)).toMatch(/^published checks: \d+ pass, 1 fail, \d+ not checkable here$/);
  });
});

describe('A logo', () => {
  const png = (width: number, height: number, colorType: number): Buffer => {
    const head = Buffer.alloc(26);
    head.write('\x89PNG\r\n\x1a\n', 'latin1');
    head.writeUInt32BE(width, 16);
    head.writeUInt32BE(height, 20);
    head[24] = 8;
    head[25] = colorType;
    return Buffer.concat([head, deflateSync('')]);
  };

  it('is read from its header', () => {
    expect(logoOf('a.png', png(512, 256, 6))).toEqual({
      name: 'a.png',
      isPng: true,
      width: 512,
      height: 256,
      isRgba: true,
    });
    expect(logoOf('a.png', png(256, 256, 2)).isRgba).toBe(false);
    expect(logoOf('a.png', Buffer.from('not an image')).isPng).toBe(false);
  });
});
