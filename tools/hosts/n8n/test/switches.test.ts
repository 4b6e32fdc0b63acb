import { describe, expect, it } from 'vitest';
import { switchesOf } from '../stories/switches.ts';

describe('the switches of test:n8n', () => {
  it('runs everything by default, with crowds of 100', () => {
    expect(switchesOf([])).toEqual({ part: '', stories: true, crowds: ['regular', 'queue'], size: 100 });
  });

  it.each([
    ['stories', { stories: true, crowds: [] }],
    ['crowds', { stories: false, crowds: ['regular', 'queue'] }],
    ['regular', { stories: false, crowds: ['regular'] }],
    ['queue', { stories: false, crowds: ['queue'] }],
  ])('runs only the %s', (only, expected) => {
    expect(switchesOf(['--only', only])).toMatchObject(expected);
  });

  it('combines a size, a choice, and a part of a name in any order', () => {
    const expected = { part: 'wait', stories: false, crowds: ['queue'], size: 500 };
    expect(switchesOf(['--crowd', '500', '--only', 'queue', 'wait'])).toEqual(expected);
    expect(switchesOf(['wait', '--only=queue', '--crowd=500'])).toEqual(expected);
  });

  it('accepts a part of a name with spaces', () => {
    expect(switchesOf(['a short recording'])).toMatchObject({ part: 'a short recording' });
  });

  it('returns nothing if help is wanted', () => {
    expect(switchesOf(['--help'])).toBeUndefined();
  });

  it.each(['0', '-1', '1.5', '2001', '1e2', 'many', ''])('rejects the size "%s"', (size) => {
    expect(() => switchesOf([`--crowd=${size}`])).toThrow(`--crowd is a whole number from 1 to 2000, not "${size}"`);
  });

  it.each(['', 'all', 'workers', 'toString'])('rejects the choice "%s"', (only) => {
    expect(() => switchesOf([`--only=${only}`])).toThrow(`--only is stories, crowds, regular, or queue, not "${only}"`);
  });

  it('rejects switches that it does not know, and a switch without its value', () => {
    expect(() => switchesOf(['--size', '5'])).toThrow('--size');
    expect(() => switchesOf(['--crowd'])).toThrow('--crowd');
  });

  it('rejects a second part of a name', () => {
    expect(() => switchesOf(['short', 'recording'])).toThrow('"short recording"');
  });
});
