import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canCall, isPrivate } from '../../src/webhook/reachable.ts';

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
    'http://flows',
    'http://flows:5678/webhook',
    'http://flows.local',
    'http://nas.lan',
    'http://0.0.0.0:5678',
    'https://localhost./x',
    'https://100.64.0.1',
    'https://100.127.255.1',
    'https://printer.corp',
    'no address',
  ])('%s is reachable only in its network', (url) => expect(isPrivate(url)).toBe(true));

  it.each([
    'https://flows.example.com/x',
    'https://8.8.8.8',
    'http://172.32.0.1',
    'http://172.15.0.1',
    'http://11.0.0.1',
    'https://100.63.0.1',
    'https://100.128.0.1',
    'https://example.com.',
    'https://[2001:4860:4860::8888]',
    'https://localhost.example.com',
    'https://lan.example.com',
  ])('%s is publicly reachable', (url) => expect(isPrivate(url)).toBe(false));

  it('of a private network is recognized, whatever follows', () => {
    fc.assert(
      fc.property(fc.constantFrom('10', '127'), byte, byte, byte, (net, b, c, d) => {
        expect(isPrivate(`http://${net}.${b}.${c}.${d}:5678/webhook-waiting/1`)).toBe(true);
      }),
    );
  });

  it('in a private network can be called by a service in it', () => {
    expect(canCall('http://127.0.0.1:8080', 'http://localhost:5678')).toBe(true);
    expect(canCall('https://api.assemblyai.com', 'http://localhost:5678')).toBe(false);
    expect(canCall('https://api.assemblyai.com', 'https://flows.example.com')).toBe(true);
  });
});
