import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineOf, nextLook } from '../src/waiting/plan.ts';
import { canCall, isPrivate } from '../src/waiting/reachable.ts';
import type { Waiting } from '../src/waiting/state.ts';

const MINUTE = 60_000;
const waiting = fc
  .record({
    startedAt: fc.integer({ min: 0, max: 2e12 }),
    limitMs: fc.integer({ min: MINUTE, max: 48 * 60 * MINUTE }),
    everyMs: fc.option(fc.integer({ min: MINUTE, max: 60 * MINUTE }), { nil: undefined }),
    callback: fc.option(fc.constant({ headerName: 'h', secret: 's', ref: 'r' }), { nil: undefined }),
  })
  .map((parts) => ({ jobs: [], done: {}, ...parts }) as unknown as Waiting);

/** All looks of one waiting, each as soon as it is due. */
function looksOf(plan: Waiting): number[] {
  const looks: number[] = [];
  for (let next = nextLook(plan, plan.startedAt); next !== undefined; next = nextLook(plan, next)) looks.push(next);
  return looks;
}

describe('The plan of looks', () => {
  it('goes forward, ends at the limit, and is short', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        const looks = looksOf(plan);
        expect(looks.at(-1)).toBe(deadlineOf(plan));
        expect(looks.every((look, index) => look > (looks[index - 1] ?? plan.startedAt))).toBe(true);
        const most = plan.everyMs === undefined ? 300 : plan.limitMs / plan.everyMs + 1;
        expect(looks.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is over once the time is up', () => {
    fc.assert(
      fc.property(waiting, fc.nat(), (plan, late) => {
        expect(nextLook(plan, deadlineOf(plan) + late)).toBeUndefined();
      }),
    );
  });

  it('keeps the interval that the person chose', () => {
    fc.assert(
      fc.property(waiting, (plan) => {
        fc.pre(plan.everyMs !== undefined);
        const [first] = looksOf(plan);
        expect(first! - plan.startedAt).toBe(Math.min(plan.everyMs!, plan.limitMs));
      }),
    );
  });

  it('needs few looks where the service calls back', () => {
    const plan = {
      jobs: [],
      done: {},
      startedAt: 0,
      limitMs: 24 * 60 * MINUTE,
      callback: { headerName: 'h', secret: 's', ref: 'r' },
    };
    expect(looksOf(plan).length).toBeLessThan(30);
  });
});

describe('An address', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  it.each([
    'http://localhost:5678/x',
    'http://127.0.0.1',
    'http://10.1.2.3',
    'http://192.168.0.9/hook',
    'http://172.16.0.1',
    'http://172.31.255.1',
    'http://169.254.1.1',
    'http://[::1]:5678',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://n8n',
    'http://n8n:5678/webhook',
    'http://n8n.local',
    'http://nas.lan',
    'http://0.0.0.0:5678',
    'no address',
  ])('%s is known at home only', (url) => expect(isPrivate(url)).toBe(true));

  it.each([
    'https://n8n.example.com/x',
    'https://8.8.8.8',
    'http://172.32.0.1',
    'http://172.15.0.1',
    'http://11.0.0.1',
    'https://[2001:4860:4860::8888]',
    'https://localhost.example.com',
    'https://lan.example.com',
  ])('%s is known to everybody', (url) => expect(isPrivate(url)).toBe(false));

  it('of a network at home is recognised, whatever comes behind', () => {
    fc.assert(
      fc.property(fc.constantFrom('10', '127'), byte, byte, byte, (net, b, c, d) => {
        expect(isPrivate(`http://${net}.${b}.${c}.${d}:5678/webhook-waiting/1`)).toBe(true);
      }),
    );
  });

  it('at home can be called by a service at home', () => {
    expect(canCall('http://127.0.0.1:8080', 'http://localhost:5678')).toBe(true);
    expect(canCall('https://api.assemblyai.com', 'http://localhost:5678')).toBe(false);
    expect(canCall('https://api.assemblyai.com', 'https://n8n.example.com')).toBe(true);
  });
});
